-- Reads a run with its steps.
-- KEYS[1]  guard
-- ARGV[1]  run id
-- Derived  :r:<id> hash
-- Returns  the time (Unix ms), the run's fields and values in turn
-- Atomic. Reads only.
-- @include time
local guard, id = KEYS[1], ARGV[1]
return { now_ms(), redis.call('HGETALL', guard .. ':r:' .. id) }
