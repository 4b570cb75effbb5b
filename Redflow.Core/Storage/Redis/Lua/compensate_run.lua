-- Makes the run that compensates another one, which did not succeed: it has its input and all that its steps have stored.
-- KEYS[1]  guard
-- ARGV[1]  source
-- ARGV[2]  the new run's id
-- Derived  :r:<id> hash, :w:<workflow> hash, :i:<workflow>:<status> zset, :running:<workflow> set, :j:<index> zset, :indexes zset,
--          :q:<queue> zset, :b:<workflow>:<limit key> zset, :bk:<workflow> zset, :br:<workflow> zset, :bw:<workflow> zset,
--          :sl:<workflow> zset, :sk:<workflow> hash, :rl:<workflow>:<limit key> zset, :timers zset, :idle:<queue> set, :paused hash,
--          :effect string, :x:<effect> hash, :outbox zset, :m:<minute> hash, :watched string, :change string, :changes list
-- Returns  'emitted', 'unknown' (no such source)
-- Atomic, idempotent by the new id. From here on the source may expire.
-- @include time
-- @include copy_run
-- @include settle
local guard, id = KEYS[1], ARGV[2]
local now, woken = now_ms(), {}
local source = read_run(guard, ARGV[1])
local run = guard .. ':r:' .. id
if redis.call('EXISTS', run) == 1 then
  return 'emitted'
elseif not source then
  return 'unknown'
end

-- What was not over at the end of the source is not over for its compensation, however late that comes.
local ended = tonumber(redis.call('HGET', source.key, 'z') or now)
copy_run(guard, now, source, id, { w = true, q = true, i = true, t = true, p = true, g = true, u = true }, function(kind, time)
  return string.find('SFB', kind) or time > 0 and time <= ended
end)
set_more(run, 'cf', source.id, 'cb', source.started or now)
redis.call('HDEL', source.key, 'co')
redis.call('PEXPIRE', source.key, math.max(1, ended + workflow_of(guard, source.workflow).retention - now))
index_run(guard, 'p:' .. source.id, { id = id, created = now })
queue_copy(guard, now, id, woken)
settle(guard, now, woken)
return 'emitted'
