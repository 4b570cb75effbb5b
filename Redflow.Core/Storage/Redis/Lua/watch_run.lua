-- Lets a step of another run be told when a run ends; at once when it has.
-- KEYS[1]  guard
-- ARGV[1]  run id
-- ARGV[2]  the run whose step waits
-- ARGV[3]  the step
-- Derived  :r:<id> hash, :wt:<id> set, :idle:<queue> set, :paused hash, :effect string, :x:<effect> hash, :outbox zset, :m:<minute> hash,
--          :watched string, :change string, :changes list
-- Returns  'unknown', 'watching', 'ended'
-- Atomic, idempotent: a step that is told twice takes the first.
-- @include time
-- @include read_run
-- @include owe_done
-- @include set_more
-- @include settle
local guard, watcher, step = KEYS[1], ARGV[2], ARGV[3]
local now = now_ms()
local r = read_run(guard, ARGV[1])
if not r then
  return 'unknown'
elseif owe_done(guard, now, r, watcher, step) then
  settle(guard, now, {})
  return 'ended'
end
redis.call('SADD', guard .. ':wt:' .. r.id, watcher .. step)
set_more(r.key, 'W', '1')
return 'watching'
