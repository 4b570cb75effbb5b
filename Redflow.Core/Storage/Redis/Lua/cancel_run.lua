-- Cancels a run: at once when no worker has it, else by telling its worker. The first reason stands.
-- KEYS[1]  guard
-- ARGV[1]  run id
-- ARGV[2]  reason (or '')
-- Derived  :r:<id> hash, :q:<queue> zset, :timers zset, :i:<workflow>:<status> zset, :w:<workflow> hash, :k:<workflow>:<key> string,
--          :n:<id> set
-- Returns  'unknown', 'finished' (it had ended), 'canceled' (it is now), 'requested' (its worker is told, by message and by renewal)
-- Atomic, idempotent.
-- @include time
-- @include end_run
local guard, id = KEYS[1], ARGV[1]
local run = guard .. ':r:' .. id
local v = redis.call('HMGET', run, 's', 'w', 'c', 'q', 'x', 'k', 'n', 'l')
local status = v[1]

if not status then
  return 'unknown'
elseif status == 'running' then
  if not v[5] then
    redis.call('HSET', run, 'x', ARGV[2])
  end
  redis.call('PUBLISH', guard .. ':worker:' .. v[8], 'cancel ' .. id)
  return 'requested'
elseif status == 'canceled' or status == 'succeeded' or status == 'failed' then
  return status == 'canceled' and 'canceled' or 'finished'
end

if status == 'queued' then
  redis.call('ZREM', guard .. ':q:' .. v[4], id)
else
  redis.call('ZREM', guard .. ':timers', id)
  redis.call('HDEL', run, 'd')
end
end_run(guard, id, run, now_ms(), v[2], v[3], v[6], v[7], status, 'canceled', 'x', v[5] or ARGV[2])
return 'canceled'
