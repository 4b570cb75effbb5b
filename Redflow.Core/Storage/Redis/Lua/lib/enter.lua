-- @include queue_run
-- @include set_more
-- @include pump_later
-- Puts a run of a limited or paused workflow, whose score in its queue is given, behind those of its key that wait for a slot. One that
-- goes on after a suspension goes before the starts of its priority.
local function enter_backlog(guard, r, score)
  redis.call('ZADD', guard .. ':b:' .. r.workflow .. ':' .. r.limit_key, r.woken and score - AHEAD or score, r.id)
  if has_one_limit(workflow_of(guard, r.workflow)) and redis.call('ZSCORE', guard .. ':br:' .. r.workflow, r.limit_key) then
    return
  end
  line_up(guard, r.workflow, r.limit_key, 'NX')
  join_round(guard, r.workflow, r.limit_key)
end

-- Makes a run queued: ready at once where its workflow has no limits, else when it is admitted. `wake` tells a run that goes on after a
-- suspension: it takes a slot, but does not count as a start.
local function enter(guard, now, r, since, wake, woken)
  if wake then
    set_more(r.key, 'wk', '1')
  elseif r.woken then
    redis.call('HDEL', r.key, 'wk')
  end
  r.woken = wake
  local w = workflow_of(guard, r.workflow)
  if not w.limited and not w.paused then
    return queue_run(guard, r, since, woken)
  end
  set_queued(r)
  enter_backlog(guard, r, place(r.priority, since))
  pump_later(r.workflow)
end
