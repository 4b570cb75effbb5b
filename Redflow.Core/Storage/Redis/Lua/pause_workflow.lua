-- Pauses a workflow, so that no run of it starts, or ends its pause.
-- KEYS[1]  guard
-- ARGV[1]  workflow
-- ARGV[2]  'pause' or 'resume'
-- ARGV[3]  reason (or '')
-- Derived  :r:<id> hash, :w:<workflow> hash, :q:<queue> zset, :b:<workflow>:<limit key> zset, :bk:<workflow> zset, :br:<workflow> zset,
--          :bw:<workflow> zset, :sl:<workflow> zset, :sk:<workflow> hash, :rl:<workflow>:<limit key> zset, :timers zset, :idle:<queue> set,
--          :paused hash, :effect string, :x:<effect> hash, :outbox zset, :m:<minute> hash, :watched string, :change string, :changes list
-- Returns  'paused' (now or before: its time stands, the reason is replaced), 'resumed', 'unchanged' (it was not paused), 'unknown'
-- Atomic, idempotent.
-- @include time
-- @include pump
-- @include settle
local guard, workflow, reason = KEYS[1], ARGV[1], ARGV[3]
local now, woken = now_ms(), {}
local hash = guard .. ':w:' .. workflow
local w = workflow_of(guard, workflow)
if not w.queue then
  return 'unknown'
elseif ARGV[2] == 'pause' then
  local since = w.paused and string.match(w.paused, '^%d+') or now
  redis.call('HSET', hash, 'pz', since .. '\n' .. reason)
  return 'paused'
elseif redis.call('HDEL', hash, 'pz') == 0 then
  return 'unchanged'
end
w.paused = nil
pump(guard, now, workflow, woken)
settle(guard, now, woken)
return 'resumed'
