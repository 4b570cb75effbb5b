-- Deletes a result.
-- KEYS[1]  guard of the results
-- ARGV[1]  id
-- Derived  :r:<id> hash, :i:<status> zset, :expiries zset
-- Returns  'deleted'; 'unknown'
-- Atomic, idempotent: sent again it answers 'unknown'.
-- @include drop_result
local guard, id = KEYS[1], ARGV[1]
local status = redis.call('HGET', guard .. ':r:' .. id, 's')

if not status then
  return 'unknown'
end
drop_result(guard, id, status)
return 'deleted'
