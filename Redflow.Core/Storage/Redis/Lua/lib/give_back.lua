-- @include end_run
-- @include queue_run
-- Puts a run that a worker holds back into its queue, in its old place and with its slot, the attempt not counted; one whose cancellation
-- was asked for ends canceled. The fence is raised, so that nothing the worker still writes for it is taken.
local function give_back(guard, now, r, woken)
  redis.call('HINCRBY', r.key, 'f', 1)
  if r.reason then
    end_run(guard, now, r, 'canceled', r.reason, woken)
  else
    move_run(guard, r.id, r.workflow, r.created, 'running', 'queued')
    queue_run(guard, r, r.created, woken)
  end
end
