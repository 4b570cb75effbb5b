-- @include end_run
-- @include make_ready
-- @include add_timer
-- Applies what follows from one pass of a run that `worker` holds under `fence`. Returns 'stale', and changes nothing, when the fence
-- no longer holds; 'done' when it does, or when this very pass was handed in before: with the same fence and a status other than
-- running, nobody else can have changed the run.
local function finish_pass(guard, now, worker, woken, id, fence, outcome, payload, delay, waits, cursor)
  local run = guard .. ':r:' .. id
  local v = redis.call('HMGET', run, 'f', 's', 'w', 'c', 'x', 'q', 'p', 'a', 'k', 'n')
  if v[1] ~= fence then
    return 'stale'
  elseif v[2] ~= 'running' then
    return 'done'
  end

  local workflow, created, reason, attempt = v[3], v[4], v[5], v[8] or 1
  redis.call('SREM', guard .. ':l:' .. worker, id)
  if outcome == 'succeeded' then
    end_run(guard, id, run, now, workflow, created, v[9], v[10], 'running', 'succeeded', 'o', payload)
  elseif outcome == 'failed' then
    end_run(guard, id, run, now, workflow, created, v[9], v[10], 'running', 'failed', 'e', payload)
  elseif reason or outcome == 'canceled' then
    end_run(guard, id, run, now, workflow, created, v[9], v[10], 'running', 'canceled', 'x', reason or '')
  else
    local due = now + delay
    local status = 'scheduled'
    if outcome == 'retry' then
      redis.call('HSET', run, 'e', payload, 'a', attempt + 1)
    elseif outcome == 'suspended' then
      status = 'waiting'
      due = nil
      for i = cursor, cursor + waits * 3 - 1, 3 do
        local field = 's:' .. ARGV[i]
        local stored = redis.call('HGET', run, field)
        local over = stored and tonumber(string.match(stored, '^W,(%d+)'))
        if not over then
          over = now + ARGV[i + 2]
          redis.call('HSET', run, field, 'W,' .. over .. ',' .. ARGV[i + 2] .. ',' .. attempt .. ',' .. ARGV[i + 1] .. ',')
        end
        due = math.min(due or over, over)
      end
    end

    if due > now then
      redis.call('HSET', run, 's', status, 'd', due)
      move_run(guard, id, workflow, created, 'running', status)
      add_timer(guard, id, due)
    else
      move_run(guard, id, workflow, created, 'running', 'queued')
      make_ready(guard, id, run, v[6], v[7], outcome == 'released' and created or now, woken)
    end
  end
  return 'done'
end
