-- Stores a result in place of the one before with its id; when it is complete, who waits for it is told.
-- KEYS[1]  guard of the results
-- ARGV[1]  id
-- ARGV[2]  status
-- ARGV[3]  when it was submitted (Unix µs, or '-inf')
-- ARGV[4]  document
-- ARGV[5]  how long it is kept (ms, or '')
-- ARGV[6]  how many expired results to remove from the lists
-- Derived  :r:<id> hash, :i:<status> zset, :n:<id> set, :expiries zset
-- Returns  'stored'
-- Atomic, idempotent, but that the time it is kept begins anew.
-- @include time
-- @include complete
-- @include sweep_results
local guard, id, status, submitted, document, ttl = KEYS[1], ARGV[1], ARGV[2], ARGV[3], ARGV[4], ARGV[5]
local result, expiries, now = guard .. ':r:' .. id, guard .. ':expiries', now_ms()
local before = redis.call('HGET', result, 's')

if before and before ~= status then
  redis.call('ZREM', guard .. ':i:' .. before, id)
  redis.call('ZREM', expiries, before .. ':' .. id)
end
redis.call('HSET', result, 's', status, 'd', document)
redis.call('ZADD', guard .. ':i:' .. status, submitted, id)
if ttl == '' then
  redis.call('PERSIST', result)
  redis.call('ZREM', expiries, status .. ':' .. id)
else
  redis.call('PEXPIRE', result, ttl)
  redis.call('ZADD', expiries, now + ttl, status .. ':' .. id)
end

if complete(status) then
  local waiters = guard .. ':n:' .. id
  for _, channel in ipairs(redis.call('SMEMBERS', waiters)) do
    redis.call('PUBLISH', channel, id)
  end
  redis.call('DEL', waiters)
end
sweep_results(guard, now, ARGV[6])
return 'stored'
