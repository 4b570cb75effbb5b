-- Ends a worker's lease when it shuts down: what it still holds goes back into the queues at once, the attempts not counted.
-- KEYS[1]  guard
-- ARGV[1]  worker
-- Derived  :workers zset, :l:<worker> set, :wi:<worker> hash, :r:<id> hash, :q:<queue> zset, :i:<workflow>:<status> zset, :idle:<queue> set,
--          :w:<workflow> hash, :k:<workflow>:<key> string, :n:<id> set
-- Returns  'released'
-- Atomic, idempotent.
-- @include time
-- @include give_back
-- @include forget_worker
local guard, worker = KEYS[1], ARGV[1]
local now, woken = now_ms(), {}
for _, id in ipairs(redis.call('SMEMBERS', guard .. ':l:' .. worker)) do
  give_back(guard, id, now, woken)
end
forget_worker(guard, worker)
wake_all(guard, woken)
return 'released'
