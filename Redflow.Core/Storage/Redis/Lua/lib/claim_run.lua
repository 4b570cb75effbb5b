-- @include read_run
-- @include read_claimed
-- @include move_run
-- @include enter
-- @include leave
-- @include count
-- Whether a run that was ready may start: limits and pauses that are newer than its admission hold too.
local function may_start(guard, r, w)
  if w.paused then
    return false
  elseif not w.limited then
    return true
  end
  local slots = guard .. ':sl:' .. r.workflow
  return redis.call('ZSCORE', slots, r.id)
    and (not w.limit or redis.call('ZCARD', slots) <= w.limit)
    and (not w.key_limit or tonumber(redis.call('HGET', guard .. ':sk:' .. r.workflow, r.limit_key)) <= w.key_limit)
end

-- Notes the first claim of a run, or the first after it was retried in place: from here its time-out counts.
local function start_run(guard, now, r, w, timeout, due)
  if not r.started then
    redis.call('HSET', r.key, 'b', now)
    count(r.workflow, 'started', 1)
    count(r.workflow, 'latency', math.max(0, now - (due or r.created)))
  end
  timeout = timeout or w.timeout
  if timeout then
    redis.call('HSET', r.key, 'h', timeout)
    add_timer(guard, '!' .. r.id, now + timeout)
  elseif r.deadline then
    redis.call('HDEL', r.key, 'h')
    redis.call('ZREM', guard .. ':timers', '!' .. r.id)
  end
end

-- Gives a run that was taken out of its queue to a worker, under a higher fence. Returns all that its handler needs, and how many bytes that
-- is; nil when the run is gone, or goes to its backlog.
local function claim_run(guard, now, worker, popped, score, blocked)
  local r = read_run(guard, popped)
  if not r then
    return nil
  end
  local w = workflow_of(guard, r.workflow)
  if (w.paused or w.limited) and not may_start(guard, r, w) then
    give_slot_up(guard, r)
    enter_backlog(guard, r, score)
    blocked[r.workflow] = true
    return nil
  end

  -- Not less than the time: should Redis lose its last writes, a fence of the lost ones is not given again.
  local fence = math.max((r.fence or 0) + 1, now)
  local v, steps, bytes = read_claimed(r)
  redis.call('HSET', r.key, 's', 'running', 'f', fence, 'l', worker)
  if not r.started or v.nt then
    redis.call('HDEL', r.key, 'nt', 'du')
    start_run(guard, now, r, w, v.j, v.du)
  end
  move_run(guard, r.id, r.workflow, r.created, 'queued', 'running')
  return { r.id, fence, r.workflow, r.queue, r.attempt, r.crashes, r.created, v.i, v.t or '', v.a0 or 0, steps,
    v.cb or r.started or now, r.compensable or '', v.cf or '' }, bytes
end
