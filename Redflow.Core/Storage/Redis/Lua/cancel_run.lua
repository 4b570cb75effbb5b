-- Cancels a run: at once when no worker has it, else by telling its worker. The first reason stands.
-- KEYS[1]  guard
-- ARGV[1]  run id
-- ARGV[2]  reason (or '')
-- Derived  :r:<id> hash, :lg:<id> list, :w:<workflow> hash, :i:<workflow>:<status> zset, :running:<workflow> set, :j:<index> zset,
--          :indexes zset, :k:<workflow>:<key> string, :q:<queue> zset, :b:<workflow>:<limit key> zset, :bk:<workflow> zset,
--          :br:<workflow> zset, :bw:<workflow> zset, :sl:<workflow> zset, :sk:<workflow> hash, :rl:<workflow>:<limit key> zset,
--          :timers zset, :wt:<id> set, :g:<id> list, :gi:<id> set, :idle:<queue> set, :paused hash, :effect string, :x:<effect> hash,
--          :outbox zset, :m:<minute> hash, :watched string, :change string, :changes list
-- Returns  'unknown', 'finished' (it had ended), 'canceled' (it is now), 'requested' (its worker is told, by message and by renewal)
-- Atomic, idempotent.
-- @include time
-- @include cancel
-- @include settle
local guard, reason = KEYS[1], ARGV[2]
local r = read_run(guard, ARGV[1])
if not r then
  return 'unknown'
end
local now, woken = now_ms(), {}
cancel(guard, now, r, reason, woken)
settle(guard, now, woken)
if r.status == 'running' then
  return 'requested'
end
return has_ended(r.status) and r.status ~= 'canceled' and 'finished' or 'canceled'
