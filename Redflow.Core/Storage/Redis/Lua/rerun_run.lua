-- Makes a new run of another one, from the start or from a step: what the source stored for the steps before that one stands.
-- KEYS[1]  guard
-- ARGV[1]  source
-- ARGV[2]  the new run's id
-- ARGV[3]  '1' when an input is given
-- ARGV[4]  input
-- ARGV[5]  step (or '')
-- ARGV[6]  '1' when a limit key takes the place of the source's
-- ARGV[7]  limit key (or '')
-- Derived  :r:<id> hash, :w:<workflow> hash, :i:<workflow>:<status> zset, :running:<workflow> set, :j:<index> zset, :indexes zset,
--          :q:<queue> zset, :b:<workflow>:<limit key> zset, :bk:<workflow> zset, :br:<workflow> zset, :bw:<workflow> zset,
--          :sl:<workflow> zset, :sk:<workflow> hash, :rl:<workflow>:<limit key> zset, :timers zset, :idle:<queue> set, :paused hash,
--          :effect string, :x:<effect> hash, :outbox zset, :m:<minute> hash, :watched string, :change string, :changes list
-- Returns  'emitted', 'unknown' (no such source), 'stepless' (the source has stored nothing for it)
-- Atomic, idempotent by the new id.
-- @include time
-- @include copy_run
-- @include settle
local guard, id, step = KEYS[1], ARGV[2], ARGV[5]
local now, woken = now_ms(), {}
local source = read_run(guard, ARGV[1])
local run = guard .. ':r:' .. id
if redis.call('EXISTS', run) == 1 then
  return 'emitted'
elseif not source then
  return 'unknown'
end

local before = 0
if step ~= '' then
  local stored = redis.call('HGET', source.key, 's:' .. step)
  if not stored then
    return 'stepless'
  end
  before = tonumber(string.match(stored, '^%u,%d+,%d+,%d+,(%d+),'))
end

copy_run(guard, now, source, id, { w = true, q = true, i = true, p = true, g = true, u = true, j = true }, function(kind, time, position)
  return position < before and (kind == 'S' or kind == 'W' and time <= now)
end)
redis.call('HSET', run, 'of', source.id)
if ARGV[3] == '1' then
  redis.call('HSET', run, 'i', ARGV[4])
end
if ARGV[6] == '1' then
  redis.call('HDEL', run, 'u')
  if ARGV[7] ~= '' then
    set_more(run, 'u', ARGV[7])
  end
end
queue_copy(guard, now, id, woken)
settle(guard, now, woken)
return 'emitted'
