-- @include sets
-- How far two priorities are apart in a score, which holds the time too: 2^42 ms.
local STEP = 4398046511104

-- Where a run stands in its queue: lower priority first, then by time.
local function place(priority, since)
  return priority == 0 and since or priority * STEP + since
end

-- How much lower a run is scored in a backlog in which it goes before the starts of its priority: half of what lies between two priorities.
local AHEAD = 2199023255552

-- Writes the status of a run that becomes queued; a new one has it already.
local function set_queued(r)
  if r.status ~= 'queued' then
    redis.call('HSET', r.key, 's', 'queued')
  end
end

-- Makes a run queued, and ready at once. `woken` collects the queues in which settle wakes one worker when all runs of the call are ready:
-- that one wakes the next.
local function queue_run(guard, r, since, woken)
  set_queued(r)
  set_later(guard .. ':q:' .. r.queue, r.id, place(r.priority, since))
  woken[r.queue] = true
end
