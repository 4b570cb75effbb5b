-- Lets a step that waits for a child wait for another run instead, the one that has the child's idempotency key, and owes it to watch that.
-- KEYS[1]  guard
-- ARGV[1]  run id
-- ARGV[2]  step
-- ARGV[3]  the child
-- ARGV[4]  the other run
-- Derived  :r:<id> hash, :idle:<queue> set, :paused hash, :effect string, :x:<effect> hash, :outbox zset, :m:<minute> hash,
--          :watched string, :change string, :changes list
-- Returns  'redirected', also when it was before; 'ignored' when the step does not wait for either
-- Atomic, idempotent.
-- @include time
-- @include read_run
-- @include satisfy
-- @include owe
-- @include settle
local guard, field, child, other = KEYS[1], 's:' .. ARGV[2], ARGV[3], ARGV[4]
local r, now = read_run(guard, ARGV[1]), now_ms()
if not r then
  return 'ignored'
end
redis.call('HDEL', r.key, 'c:' .. child)
local stored, target = waiting_for(r, field, 'C', now)
if target == other then
  return 'redirected'
elseif target ~= child then
  return 'ignored'
end
redis.call('HSET', r.key, field, string.sub(stored, 1, #stored - #child) .. other)
owe(guard, now, 'watch', r.id, 'step', ARGV[2], 'run', other)
settle(guard, now, {})
return 'redirected'
