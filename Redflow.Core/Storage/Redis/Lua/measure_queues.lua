-- Measures the queues: how many runs are ready, for how long the oldest of them is, and how many are held back by a limit or a pause.
-- KEYS[1]  guard
-- ARGV[1]  at how many priorities of a queue to look for its oldest run, those that go first before the others
-- Derived  :i:<workflow>:<status> zset, :q:<queue> zset, :queues set, :qw:<queue> set, :watched string, :change string, :changes list
-- Returns  for each queue its name, how many of its runs are ready, for how long the oldest of them is (ms; 0 where there is none), and how
--          many runs of its workflows are queued in all
-- Atomic: the figures are of one moment. Reads only.
-- @include time
-- @include queue_run
-- @include queue_length
local guard, priorities = KEYS[1], tonumber(ARGV[1])
local now, queues = now_ms(), {}

-- The runs of a priority stand in their order, and the priorities far apart: the first of each is its oldest.
local function oldest_of(set)
  local oldest, from = now, '-inf'
  for _ = 1, priorities do
    local score = redis.call('ZRANGEBYSCORE', set, from, '+inf', 'WITHSCORES', 'LIMIT', 0, 1)[2]
    if not score then
      break
    end
    local priority = math.floor(score / PRIORITY)
    oldest = math.min(oldest, score - priority * PRIORITY)
    from = string.format('%.0f', (priority + 1) * PRIORITY)
  end
  return oldest
end

for _, queue in ipairs(redis.call('SMEMBERS', guard .. ':queues')) do
  local set = guard .. ':q:' .. queue
  queues[#queues + 1] = { queue, redis.call('ZCARD', set), now - oldest_of(set), queue_length(guard, queue) }
end
return queues
