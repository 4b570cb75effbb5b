-- Forgets a schedule with its history.
local function drop_schedule(guard, id)
  redis.call('DEL', guard .. ':schedule:' .. id, guard .. ':history:' .. id)
  redis.call('ZREM', guard .. ':schedules', id)
  redis.call('ZREM', guard .. ':ticks', id)
end
