-- Answers how a run ended, or registers a channel that is told when it has. One or the other: no end falls between.
-- KEYS[1]  guard
-- ARGV[1]  run id
-- ARGV[2]  channel
-- ARGV[3]  how long the registration may be needed (ms)
-- Derived  :r:<id> hash, :n:<id> set
-- Returns  'unknown'; 'waiting'; or 'succeeded' with the output, 'failed' with the error, 'canceled' with the reason
-- Atomic, idempotent.
-- @include set_more
local guard, id = KEYS[1], ARGV[1]
local run = guard .. ':r:' .. id
local v = redis.call('HMGET', run, 's', 'o', 'e', 'x')
local status = v[1]

if not status then
  return { 'unknown' }
elseif status == 'succeeded' then
  return { 'succeeded', v[2] }
elseif status == 'failed' then
  return { 'failed', v[3] }
elseif status == 'canceled' then
  return { 'canceled', v[4] }
end

local waiters = guard .. ':n:' .. id
redis.call('SADD', waiters, ARGV[2])
if redis.call('PTTL', waiters) < tonumber(ARGV[3]) then
  redis.call('PEXPIRE', waiters, ARGV[3])
end
set_more(run, 'n', '1')
return { 'waiting' }
