-- @include end_run
-- @include make_ready
-- Puts a run that a worker holds back into its queue, in its old place, the attempt not counted; one whose cancellation was asked for
-- ends canceled. The fence is raised, so that nothing the worker still writes for it is taken.
local function give_back(guard, id, now, woken)
  local run = guard .. ':r:' .. id
  local v = redis.call('HMGET', run, 's', 'w', 'c', 'q', 'p', 'x', 'k', 'n')
  if v[1] ~= 'running' then
    return
  end
  redis.call('HINCRBY', run, 'f', 1)
  if v[6] then
    end_run(guard, id, run, now, v[2], v[3], v[7], v[8], 'running', 'canceled', 'x', v[6])
  else
    move_run(guard, id, v[2], v[3], 'running', 'queued')
    make_ready(guard, id, run, v[4], v[5], v[3], woken)
  end
end
