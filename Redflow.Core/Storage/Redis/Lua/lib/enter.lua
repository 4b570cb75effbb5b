-- @include queue_run
-- @include pump
-- Puts a run of a limited or paused workflow behind those of its key that wait for a slot.
local function enter_backlog(guard, r, score)
  redis.call('ZADD', guard .. ':b:' .. r.workflow .. ':' .. r.limit_key, score, r.id)
  redis.call('ZADD', guard .. ':bk:' .. r.workflow, 0, r.limit_key)
  join_round(guard, r.workflow, r.limit_key)
end

-- Makes a run queued: ready at once where its workflow has no limits, else when it is admitted. `wake` tells a run that goes on after a
-- suspension: it takes a slot, but does not count as a start.
local function enter(guard, now, r, since, wake, woken)
  local w = workflow_of(guard, r.workflow)
  if not w.limited and not w.paused then
    return queue_run(guard, r, since, woken)
  end
  redis.call('HSET', r.key, 's', 'queued')
  if wake then
    redis.call('HSET', r.key, 'wk', '1')
  else
    redis.call('HDEL', r.key, 'wk')
  end
  enter_backlog(guard, r, place(r.priority, since))
  pump(guard, now, r.workflow, woken)
end
