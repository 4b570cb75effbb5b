-- Has a schedule looked at when it is due, and tells the schedulers when it is the earliest one now.
local function add_tick(guard, id, due)
  local ticks = guard .. ':ticks'
  redis.call('ZADD', ticks, due, id)
  if redis.call('ZRANGE', ticks, 0, 0)[1] == id then
    redis.call('PUBLISH', guard .. ':scheduler', 'timer')
  end
end
