-- Deletes a schedule of a client's, with its history; the runs that it has started stay.
-- KEYS[1]  guard
-- ARGV[1]  id
-- Derived  :schedule:<id> hash, :schedules zset, :ticks zset, :history:<id> list
-- Returns  'deleted', 'unknown', 'declared' (a workflow declares it)
-- Atomic, idempotent.
-- @include drop_schedule
local guard, id = KEYS[1], ARGV[1]
local v = redis.call('HMGET', guard .. ':schedule:' .. id, 'w', 'dc')
if not v[1] then
  return 'unknown'
elseif v[2] then
  return 'declared'
end
drop_schedule(guard, id)
return 'deleted'
