-- Registers a step that waits for an event; the newest one that came since a time is its at once.
-- KEYS[1]  guard
-- ARGV[1]  name
-- ARGV[2]  correlation key (or '')
-- ARGV[3]  the run whose step waits
-- ARGV[4]  the step
-- ARGV[5]  since when the event may have come (Unix ms)
-- ARGV[6]  when the wait is over (Unix ms; 0 for never)
-- Derived  :idle:<queue> set, :paused hash, :effect string, :x:<effect> hash, :outbox zset, :m:<minute> hash, :e:<event> hash,
--          :ek:<name>:<key> zset, :ew:<name>:<key> zset, :watched string, :change string, :changes list
-- Returns  'found', 'waiting'
-- Atomic, idempotent: a step that is told twice takes the first.
-- @include time
-- @include settle
local guard, name, key, run, step, since, over = KEYS[1], ARGV[1], ARGV[2], ARGV[3], ARGV[4], ARGV[5], tonumber(ARGV[6])
local now, waiting = now_ms(), KEYS[1] .. ':ew:' .. ARGV[1] .. ':' .. ARGV[2]
local id = redis.call('ZREVRANGEBYSCORE', guard .. ':ek:' .. name .. ':' .. key, '+inf', since, 'LIMIT', 0, 1)[1]
if id and redis.call('EXISTS', guard .. ':e:' .. id) == 1 then
  owe(guard, now, 'found', run, 'step', step, 'event', id)
  settle(guard, now, {})
  return 'found'
end

-- What nobody waits for any more goes when the last wait is over: an event with a key of its own may never come.
local left = redis.call('PTTL', waiting)
redis.call('ZADD', waiting, since, run .. step)
if over == 0 then
  redis.call('PERSIST', waiting)
elseif left ~= -1 then
  redis.call('PEXPIRE', waiting, math.max(left, over - now + 60000, 60000))
end
return 'waiting'
