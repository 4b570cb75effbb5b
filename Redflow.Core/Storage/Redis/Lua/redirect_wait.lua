-- Lets a step that waits for a child wait for another run instead: the one that has the child's idempotency key.
-- KEYS[1]  guard
-- ARGV[1]  run id
-- ARGV[2]  step
-- ARGV[3]  the child
-- ARGV[4]  the other run
-- Derived  :r:<id> hash
-- Returns  'redirected', also when it was before; 'ignored' when the step does not wait for either
-- Atomic, idempotent.
-- @include time
-- @include read_run
-- @include satisfy
local guard, field, child, other = KEYS[1], 's:' .. ARGV[2], ARGV[3], ARGV[4]
local r = read_run(guard, ARGV[1])
if not r then
  return 'ignored'
end
redis.call('HDEL', r.key, 'c:' .. child)
local stored, target = waiting_for(r, field, 'C', now_ms())
if target == other then
  return 'redirected'
elseif target ~= child then
  return 'ignored'
end
redis.call('HSET', r.key, field, string.sub(stored, 1, #stored - #child) .. other)
return 'redirected'
