-- Stores a schedule of a client's, in the place of the one with its id.
-- KEYS[1]  guard
-- ARGV[1]  workflow
-- ARGV[2]  id
-- ARGV[3]  version of its definition
-- ARGV[4]  version of its timing
-- ARGV[5]  times and options (JSON)
-- ARGV[6]  input of its runs
-- ARGV[7]  limit key of its runs (or '')
-- Derived  :schedule:<id> hash, :schedules zset, :ticks zset
-- Returns  'created', 'updated', 'unchanged' (it is there in this version), 'declared' (a workflow declares the one that is there)
-- Atomic, idempotent.
-- @include time
-- @include put_schedule
local guard, workflow, id = KEYS[1], ARGV[1], ARGV[2]
if redis.call('HGET', guard .. ':schedule:' .. id, 'dc') then
  return 'declared'
end
local was_there, changed = put_schedule(guard, now_ms(), id, 3, workflow, '')
if not changed then
  return 'unchanged'
end
return was_there and 'updated' or 'created'
