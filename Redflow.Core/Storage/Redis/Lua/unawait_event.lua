-- Removes a step from those that wait for an event: its run has ended.
-- KEYS[1]  guard
-- ARGV[1]  name
-- ARGV[2]  correlation key (or '')
-- ARGV[3]  the run whose step waited
-- ARGV[4]  the step
-- Derived  :ew:<name>:<key> zset
-- Returns  'removed', also when it was before
-- Atomic, idempotent.
local guard = KEYS[1]
redis.call('ZREM', guard .. ':ew:' .. ARGV[1] .. ':' .. ARGV[2], ARGV[3] .. ARGV[4])
return 'removed'
