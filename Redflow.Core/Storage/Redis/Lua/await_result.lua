-- Answers a complete result, or registers a channel that is told when there is one. One or the other: no completion falls between.
-- KEYS[1]  guard of the results
-- ARGV[1]  id
-- ARGV[2]  channel
-- ARGV[3]  how long the registration may be needed (ms)
-- Derived  :r:<id> hash, :n:<id> set
-- Returns  'complete' with the document; or 'waiting'
-- Atomic, idempotent.
-- @include complete
local guard, id = KEYS[1], ARGV[1]
local result, waiters = guard .. ':r:' .. id, guard .. ':n:' .. id
local v = redis.call('HMGET', result, 's', 'd')

if complete(v[1]) then
  return { 'complete', v[2] }
end
redis.call('SADD', waiters, ARGV[2])
if redis.call('PTTL', waiters) < tonumber(ARGV[3]) then
  redis.call('PEXPIRE', waiters, ARGV[3])
end
return { 'waiting' }
