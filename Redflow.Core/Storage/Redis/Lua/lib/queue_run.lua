-- Puts a run into its queue: lower priority first (2^42 ms apart, so that a score holds both), then by time. `woken` collects the queues in
-- which settle wakes one worker when all runs of the call are ready: that one wakes the next.
local function place(priority, since)
  return priority * 4398046511104 + since
end

-- How much lower a run is scored in a backlog in which it goes before the starts of its priority: half of what lies between two priorities.
local AHEAD = 2199023255552

-- Makes a run queued, and ready at once.
local function queue_run(guard, r, since, woken)
  redis.call('HSET', r.key, 's', 'queued')
  redis.call('ZADD', guard .. ':q:' .. r.queue, place(r.priority, since), r.id)
  woken[r.queue] = true
end
