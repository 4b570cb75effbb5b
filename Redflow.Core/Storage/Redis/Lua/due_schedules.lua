-- Reads the schedules that are due, or whose next instant is still to be planned.
-- KEYS[1]  guard
-- ARGV[1]  limit: how many
-- Derived  :schedule:<id> hash, :ticks zset
-- Returns  the time (Unix ms), ms until the next one is due (0 when more are now, -1 when there is none), and two per schedule: id, fields
-- Atomic. Reads only.
-- @include time
local guard, limit = KEYS[1], tonumber(ARGV[1])
local now, ticks = now_ms(), guard .. ':ticks'
local due = redis.call('ZRANGEBYSCORE', ticks, '-inf', now, 'LIMIT', 0, limit)
local next_due = redis.call('ZRANGE', ticks, #due, #due, 'WITHSCORES')[2]
local replies = { now, next_due and math.max(0, next_due - now) or -1 }
for _, id in ipairs(due) do
  replies[#replies + 1] = id
  replies[#replies + 1] = redis.call('HGETALL', guard .. ':schedule:' .. id)
end
return replies
