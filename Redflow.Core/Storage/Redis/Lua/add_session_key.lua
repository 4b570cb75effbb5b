-- Adds a key that the API's sessions are encrypted with, unless others were added meanwhile: replicas that start together make one.
-- KEYS[1]  guard
-- ARGV[1]  the key, opaque
-- ARGV[2]  how many its maker knew of
-- Derived  :sessionkeys list
-- Returns  'added' (now or before), 'changed' (there are more or fewer; nothing is added)
-- Atomic, idempotent while no other one is added.
local guard, key, known = KEYS[1], ARGV[1], tonumber(ARGV[2])
local keys = guard .. ':sessionkeys'
if redis.call('LRANGE', keys, -1, -1)[1] == key then
  return 'added'
elseif redis.call('LLEN', keys) ~= known then
  return 'changed'
end
redis.call('RPUSH', keys, key)
return 'added'
