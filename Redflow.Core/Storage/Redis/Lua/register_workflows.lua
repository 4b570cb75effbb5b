-- Makes definitions of workflows known, each replacing the one before of its name.
-- KEYS[1]  guard
-- ARGV     six per workflow: name, queue, attempts, crashes, retention (ms), input schema (JSON)
-- Derived  :w:<workflow> hash, :workflows set, :queues set
-- Returns  'registered'
-- Atomic, idempotent.
local guard = KEYS[1]
for i = 1, #ARGV, 6 do
  redis.call('HSET', guard .. ':w:' .. ARGV[i], 'q', ARGV[i + 1], 'm', ARGV[i + 2], 'y', ARGV[i + 3], 'r', ARGV[i + 4], 'j', ARGV[i + 5])
  redis.call('SADD', guard .. ':workflows', ARGV[i])
  redis.call('SADD', guard .. ':queues', ARGV[i + 1])
end
return 'registered'
