-- Answers how a run ended, or registers a client that is told when it has, one of the last hundred. One or the other: no end falls between.
-- KEYS[1]  guard
-- ARGV[1]  run id
-- ARGV[2]  client: its channel is {prefix}:reply:<client>
-- Derived  :r:<id> hash
-- Returns  'unknown'; 'waiting' with the life of the run (see tell_waiters); or 'succeeded' with the output, 'failed' with the error, 'canceled'
--          with the reason
-- Atomic, idempotent.
-- @include awaited_mark
local guard, id, client = KEYS[1], ARGV[1], ARGV[2]
local run = guard .. ':r:' .. id
local v = redis.call('HMGET', run, 's', 'o', 'e', 'x', 'n', 'm', 'a0')
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

local waiters = v[5] or ''
if not string.find('\n' .. waiters, '\n' .. client .. '\n', 1, true) then
  local _, count = string.gsub(waiters, '\n', '')
  waiters = client .. '\n' .. (count < 100 and waiters or string.match(waiters, '^(.*\n)[^\n]+\n$'))
  redis.call('HSET', run, 'n', waiters, 'm', awaited_mark(v[6]))
end
return { 'waiting', v[7] or '' }
