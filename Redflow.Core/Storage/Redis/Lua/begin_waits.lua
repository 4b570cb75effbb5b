-- Stores waits of a running run, and owes what they need: those that come before the ones it is suspended for, where they are too many for a call.
-- KEYS[1]  guard
-- ARGV[1]  run id
-- ARGV[2]  fence
-- ARGV[3]  the number of waits; from here on, the waits (see lib/begin_wait)
-- Derived  :r:<id> hash, :idle:<queue> set, :paused hash, :effect string, :x:<effect> hash, :outbox zset, :m:<minute> hash, :g:<id> list,
--          :watched string, :change string, :changes list
-- Returns  'begun', or 'stale': the fence no longer holds, nothing was stored
-- Atomic, idempotent: what is stored of a step stands.
-- @include time
-- @include read_run
-- @include begin_wait
-- @include settle
local guard, fence = KEYS[1], ARGV[2]
local now, r, i = now_ms(), read_run(KEYS[1], ARGV[1]), 4
if not r or r.status ~= 'running' or r.fence ~= fence then
  return 'stale'
end
for _ = 1, ARGV[3] do
  local _, past = begin_wait(guard, now, r, i)
  i = past
end
settle(guard, now, {})
return 'begun'
