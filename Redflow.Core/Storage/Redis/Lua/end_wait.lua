-- Delivers what a step waits for: the end of a child, or an event.
-- KEYS[1]  guard
-- ARGV[1]  run id
-- ARGV[2]  step
-- ARGV[3]  what it waits for: 'C' a child, 'E' an event
-- ARGV[4]  the child, or the event's name and correlation key with a line feed between
-- ARGV[5]  'S' and its output or payload, or 'B' and the error with which the child failed
-- ARGV[6]  output, payload or error
-- ARGV[7]  the event's id (or '' for a child)
-- ARGV[8]  the trace parent of the child's last pass, or of the event (or '')
-- Derived  :r:<id> hash, :w:<workflow> hash, :i:<workflow>:<status> zset, :running:<workflow> set, :q:<queue> zset,
--          :b:<workflow>:<limit key> zset, :bk:<workflow> zset, :br:<workflow> zset, :bw:<workflow> zset, :sl:<workflow> zset,
--          :sk:<workflow> hash, :rl:<workflow>:<limit key> zset, :timers zset, :idle:<queue> set, :paused hash, :effect string,
--          :x:<effect> hash, :outbox zset, :m:<minute> hash, :watched string, :change string, :changes list
-- Returns  'ended', or 'ignored': the run has ended or is gone, or the step does not wait for it (any more)
-- Atomic, idempotent: an event that ended the wait before is answered 'ended' again, so that it is noted whom it released.
-- @include time
-- @include read_run
-- @include has_ended
-- @include satisfy
-- @include go_on
-- @include set_more
-- @include settle
local guard, step, kind, target, event = KEYS[1], ARGV[2], ARGV[3], ARGV[4], ARGV[7]
local field = 's:' .. step
local now, woken = now_ms(), {}
local r = read_run(guard, ARGV[1])
if r and kind == 'C' then
  redis.call('HDEL', r.key, 'c:' .. target)
elseif r and redis.call('HGET', r.key, 'v:' .. step) == event then
  return 'ended'
end
if not r or has_ended(r.status) then
  return 'ignored'
end
local stored, waited = waiting_for(r, field, kind, now)
if waited ~= target then
  return 'ignored'
end
satisfy(r, field, stored, ARGV[5], ARGV[6], now, kind == 'E' and event or kind)
if ARGV[8] ~= '' then
  set_more(r.key, 'tw', ARGV[8])
end
go_on(guard, now, r, woken)
settle(guard, now, woken)
return 'ended'
