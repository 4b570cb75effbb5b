-- Pauses a queue, so that nothing is claimed from it, or ends its pause.
-- KEYS[1]  guard
-- ARGV[1]  queue
-- ARGV[2]  'pause' or 'resume'
-- ARGV[3]  reason (or '')
-- Derived  :q:<queue> zset, :idle:<queue> set, :paused hash, :queues set
-- Returns  'paused' (now or before: its time stands, the reason is replaced), 'resumed', 'unchanged' (it was not paused)
-- Atomic, idempotent.
-- @include time
-- @include wake
local guard, queue, reason = KEYS[1], ARGV[1], ARGV[3]
local paused = guard .. ':paused'
if ARGV[2] == 'pause' then
  local before = redis.call('HGET', paused, queue)
  redis.call('HSET', paused, queue, (before and string.match(before, '^%d+') or now_ms()) .. '\n' .. reason)
  redis.call('SADD', guard .. ':queues', queue)
  return 'paused'
elseif redis.call('HDEL', paused, queue) == 0 then
  return 'unchanged'
end
if redis.call('EXISTS', guard .. ':q:' .. queue) == 1 then
  wake(guard, queue)
end
return 'resumed'
