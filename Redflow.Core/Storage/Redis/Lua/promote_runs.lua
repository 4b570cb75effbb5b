-- Moves due runs, delayed, retried or sleeping, to their queues.
-- KEYS[1]  guard
-- ARGV[1]  limit: how many to move; the caller repeats while there are more
-- Derived  :timers zset, :r:<id> hash, :q:<queue> zset, :i:<workflow>:<status> zset, :idle:<queue> set
-- Returns  'promoted', how many were moved, ms until the next one is due (0 when more are due now, -1 when there is none)
-- Atomic, idempotent: any number of schedulers may call it.
-- @include time
-- @include make_ready
-- @include move_run
local guard = KEYS[1]
local now = now_ms()
local timers = guard .. ':timers'
local woken = {}

local due = redis.call('ZRANGEBYSCORE', timers, '-inf', now, 'LIMIT', 0, ARGV[1])
for _, id in ipairs(due) do
  local run = guard .. ':r:' .. id
  local v = redis.call('HMGET', run, 's', 'w', 'c', 'q', 'p')
  redis.call('ZREM', timers, id)
  if v[1] == 'scheduled' or v[1] == 'waiting' then
    redis.call('HDEL', run, 'd')
    move_run(guard, id, v[2], v[3], v[1], 'queued')
    make_ready(guard, id, run, v[4], v[5], now, woken)
  end
end
wake_all(guard, woken)

local next_due = redis.call('ZRANGE', timers, 0, 0, 'WITHSCORES')[2]
return { 'promoted', #due, next_due and math.max(0, next_due - now) or -1 }
