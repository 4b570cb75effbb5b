-- Starts a worker's lease, or starts it again after it was reaped.
-- KEYS[1]  guard
-- ARGV[1]  worker
-- ARGV[2]  lease (ms)
-- ARGV[3]  the number of queues; the queues follow, then field and value pairs that describe the worker
-- Derived  :workers zset, :wi:<worker> hash, :queues set
-- Returns  'registered'
-- Atomic, idempotent.
-- @include time
local guard, worker = KEYS[1], ARGV[1]
local now, last_queue = now_ms(), 3 + ARGV[3]
local info = guard .. ':wi:' .. worker

for i = 4, last_queue do
  redis.call('SADD', guard .. ':queues', ARGV[i])
end
redis.call('HSET', info, 'queues', table.concat(ARGV, ',', 4, last_queue), 'started', stamp)
for i = last_queue + 1, #ARGV, 2 do
  redis.call('HSET', info, ARGV[i], ARGV[i + 1])
end
redis.call('ZADD', guard .. ':workers', now + ARGV[2], worker)
return 'registered'
