-- Counts runs by workflow and status, ready runs by queue, and workers.
-- KEYS[1]  guard
-- ARGV     the statuses to count
-- Derived  :i:<workflow>:<status> zset, :running:<workflow> set, :q:<queue> zset, :workers zset, :queues set, :workflows zset
-- Returns  the number of workers, a list of workflow, status, count for each count that isn't 0, a list of queue, count
-- Atomic: the counts are of one moment. Reads only.
local guard = KEYS[1]
local runs, queues = {}, {}

for _, workflow in ipairs(redis.call('ZRANGE', guard .. ':workflows', 0, -1)) do
  for _, status in ipairs(ARGV) do
    local count = status == 'running' and redis.call('SCARD', guard .. ':running:' .. workflow)
      or redis.call('ZCARD', guard .. ':i:' .. workflow .. ':' .. status)
    if count > 0 then
      runs[#runs + 1] = { workflow, status, count }
    end
  end
end
for _, queue in ipairs(redis.call('SMEMBERS', guard .. ':queues')) do
  queues[#queues + 1] = { queue, redis.call('ZCARD', guard .. ':q:' .. queue) }
end
return { redis.call('ZCARD', guard .. ':workers'), runs, queues }
