-- @include read_run
-- @include read_claimed
-- @include claimed_mark
-- @include move_run
-- @include enter
-- @include leave
-- @include plain
-- @include start_run
-- Whether a run that was ready may start: limits and pauses that are newer than its admission hold too. While runs are claimed slots are
-- only given up: once they are within the limit, they stay so.
local function may_start(guard, r, w)
  if w.paused then
    return false
  elseif not w.limited then
    return true
  end
  local slots = guard .. ':sl:' .. r.workflow
  w.fits = w.fits or not w.limit or redis.call('ZCARD', slots) <= w.limit
  return w.fits and redis.call('ZSCORE', slots, r.id)
    and (not w.key_limit or tonumber(redis.call('HGET', guard .. ':sk:' .. r.workflow, r.limit_key)) <= w.key_limit)
end

-- Since when a run that is claimed could have started, or gone on; '' when that is not known: one that goes back into its old place was there
-- before it ran.
local function ready_since(r, score, due)
  if not r.started then
    return due or r.created
  end
  local since = score - r.priority * PRIORITY
  return since >= tonumber(r.started) and string.format('%.0f', since) or ''
end

-- Gives a run to a worker the long way.
local function claim_long(guard, now, worker, popped, score, blocked)
  local r = read_run(guard, popped)
  local w = workflow_of(guard, r.workflow)
  if (w.paused or w.limited) and not may_start(guard, r, w) then
    give_slot_up(guard, r)
    enter_backlog(guard, r, score)
    blocked[r.workflow] = true
    return nil
  end

  -- Not less than the time: should Redis lose its last writes, a fence of the lost ones is not given again.
  local fence = r.fence and string.format('%.0f', math.max(r.fence + 1, now)) or stamp
  local fields, steps, bytes = read_claimed(r)
  redis.call('HSET', r.key, 's', 'running', 'f', fence, 'l', worker, 'b', r.started or stamp, 'm', claimed_mark(r.mark))
  if fields.nt or fields.du or fields.tw then
    redis.call('HDEL', r.key, 'nt', 'du', 'tw')
  end
  if fields.ea then
    redis.call('HDEL', r.key, 'ea')
  end
  if not r.started or fields.nt then
    start_run(guard, now, r, w, fields.j, fields.du)
  end
  move_run(guard, r.id, r.workflow, r.created, 'queued', 'running')
  return { r.id, r.workflow, r.queue, r.created, fields.i, fields.t or '', fence, r.attempt, r.crashes, fields.a0 or 0, steps,
    fields.cb or r.started or stamp, r.compensable or '', fields.cf or '', ready_since(r, score, fields.du), fields.tp or '', fields.tw or '' }, bytes
end

-- Gives a run that was taken out of its queue to a worker, under a higher fence. Returns all that its handler needs, and how many bytes that
-- is; nil when the run is gone, or goes to its backlog.
local function claim_run(guard, now, worker, queue, popped, score, blocked)
  local run = guard .. ':r:' .. popped
  local v = redis.call('HMGET', run, 'w', 'c', 'm', 'i')
  local workflow, created, mark, input = v[1], v[2], v[3], v[4]
  if not workflow then
    return nil
  end
  local p = is_untouched(mark) and plain_of(guard, workflow)
  if not p or p.limited and not may_start(guard, { id = popped, workflow = workflow, limit_key = '' }, workflow_of(guard, workflow)) then
    return claim_long(guard, now, worker, popped, score, blocked)
  end
  local trace_parent = has_trace_parent(mark) and redis.call('HGET', run, 't') or ''
  claim_plain(guard, p, now, worker, popped, created, claimed_mark(mark))
  return { popped, workflow, queue, created, input, trace_parent }, #input
end
