-- @include read_run
-- @include end_run
-- @include owe_run
-- @include suspend
-- @include put_off
-- Applies what follows from one pass of a run that `worker` holds under `fence`. Returns 'stale', and changes nothing, when the fence
-- no longer holds; 'done' when it does, or when this very pass was handed in before: with the same fence and a status other than
-- running, nobody else can have changed the run.
local function finish_pass(guard, now, worker, woken, i)
  local r = read_run(guard, ARGV[i])
  local outcome, payload, delay = ARGV[i + 2], ARGV[i + 3], ARGV[i + 4]
  if not r or r.fence ~= ARGV[i + 1] then
    return 'stale'
  elseif r.status ~= 'running' then
    return 'done'
  end

  redis.call('SREM', guard .. ':l:' .. worker, r.id)
  if outcome == 'succeeded' then
    end_run(guard, now, r, 'succeeded', payload, woken)
  elseif outcome == 'failed' then
    end_run(guard, now, r, 'failed', payload, woken, ARGV[i + 5])
  elseif r.reason or outcome == 'canceled' then
    end_run(guard, now, r, 'canceled', r.reason or '', woken)
  elseif outcome == 'suspended' then
    suspend(guard, now, r, ARGV[i + 6], i + 7, woken)
  elseif outcome == 'released' and delay == '0' then
    move_run(guard, r.id, r.workflow, r.created, 'running', 'queued')
    queue_run(guard, r, r.created, woken)
  else
    if outcome == 'retry' then
      redis.call('HSET', r.key, 'e', payload, 'e:' .. r.attempt, now .. ',' .. payload, 'a', r.attempt + 1)
      redis.call('HDEL', r.key, 'e:' .. r.attempt - 100)
      count(r.workflow, 'retries', 1)
    end
    leave(guard, now, r, woken)
    put_off(guard, now, r, now + delay, woken)
  end
  return 'done'
end
