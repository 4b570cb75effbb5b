-- Makes a run due later, and tells the schedulers when it is the earliest one now.
local function add_timer(guard, id, due)
  local timers = guard .. ':timers'
  redis.call('ZADD', timers, due, id)
  if redis.call('ZRANGE', timers, 0, 0)[1] == id then
    redis.call('PUBLISH', guard .. ':scheduler', 'timer')
  end
end
