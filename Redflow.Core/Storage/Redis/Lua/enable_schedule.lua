-- Lets a schedule fire, from its next instant on, or no more. One that is as it is to be stays as it is.
-- KEYS[1]  guard
-- ARGV[1]  id
-- ARGV[2]  '1' to let it fire, '0' to hold it back
-- Derived  :schedule:<id> hash, :ticks zset
-- Returns  'set', 'unknown'
-- Atomic, idempotent.
-- @include time
-- @include add_tick
local guard, id, enabled = KEYS[1], ARGV[1], ARGV[2]
local stored = guard .. ':schedule:' .. id
local before = redis.call('HGET', stored, 'en')
if not before then
  return 'unknown'
elseif before ~= enabled then
  local now = now_ms()
  redis.call('HSET', stored, 'en', enabled, 'b', now)
  redis.call('HDEL', stored, 'n')
  if enabled == '1' then
    add_tick(guard, id, now)
  else
    redis.call('ZREM', guard .. ':ticks', id)
  end
end
return 'set'
