-- @include read_run
-- @include set_more
-- @include end_run
-- @include owe_run
-- @include suspend
-- @include put_off
-- @include plain
-- @include undo_start
-- Applies what follows from one pass of a run. Returns 'stale', and changes nothing, when its fence no longer holds; 'done' when it does, or
-- when this very pass was handed in before: with the same fence and a status other than running, nobody else can have changed the run.
-- The caller takes the runs of those that are done out of the worker's lease.
local function finish_pass(guard, now, woken, i)
  local id, outcome, payload, delay, workflow = ARGV[i], ARGV[i + 2], ARGV[i + 3], ARGV[i + 4], ARGV[i + 6]
  local v = redis.call('HMGET', guard .. ':r:' .. id, 's', 'm', 'f')
  if v[3] ~= ARGV[i + 1] then
    return 'stale'
  elseif v[1] ~= 'running' then
    return 'done'
  end

  local p = v[2] ~= '1' and outcome == 'succeeded' and workflow ~= '' and plain_of(guard, workflow)
  if p then
    end_plain(guard, p, now, id, ARGV[i + 7], ARGV[i + 8], payload, is_awaited(v[2]))
    return 'done'
  end
  local r = read_run(guard, id)
  r.trace = ARGV[i + 9]
  if r.trace ~= '' then
    set_more(r.key, 'tp', r.trace)
  end
  if outcome == 'declined' then
    undo_start(guard, r)
  end

  if outcome == 'succeeded' then
    end_run(guard, now, r, 'succeeded', payload, woken)
  elseif outcome == 'failed' then
    end_run(guard, now, r, 'failed', payload, woken, ARGV[i + 5])
  elseif r.reason or outcome == 'canceled' then
    end_run(guard, now, r, 'canceled', r.reason or '', woken)
  elseif outcome == 'suspended' then
    suspend(guard, now, r, ARGV[i + 10], i + 11, woken)
  elseif outcome == 'released' and delay == '0' then
    move_run(guard, r.id, r.workflow, r.created, 'running', 'queued')
    queue_run(guard, r, r.created, woken)
  else
    if outcome == 'retry' then
      set_more(r.key, 'e', payload, 'e:' .. r.attempt, now .. ',' .. payload, 'a', r.attempt + 1)
      redis.call('HDEL', r.key, 'e:' .. r.attempt - 100)
      count(r.workflow, 'retries', 1)
    end
    leave(guard, now, r, woken)
    pump_all(guard, now, woken)
    put_off(guard, now, r, now + delay, woken)
  end
  return 'done'
end
