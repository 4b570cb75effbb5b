-- @include wake
-- Puts a run into its queue: lower priority first (2^42 ms apart, so that a score holds both), then by time. The caller moves its index
-- entry, and wakes one worker for each queue in the set `woken` when all runs of the call are ready: that one wakes the next.
local function make_ready(guard, id, run, queue, priority, since, woken)
  redis.call('HSET', run, 's', 'queued')
  redis.call('ZADD', guard .. ':q:' .. queue, (priority or 0) * 4398046511104 + since, id)
  woken[queue] = true
end

local function wake_all(guard, woken)
  for queue in pairs(woken) do
    wake(guard, queue)
  end
end
