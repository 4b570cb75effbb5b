-- @include emit_run
-- @include cancel
-- @include queue_length
-- @include read_options
-- Whether a workflow is at its concurrency limit for a key: no slot is free, or a run of the key waits for one.
local function at_limit(guard, w, workflow, limit_key)
  local held = w.key_limit and redis.call('HGET', guard .. ':sk:' .. workflow, limit_key)
  return w.limit and redis.call('ZCARD', guard .. ':sl:' .. workflow) >= w.limit
    or held and tonumber(held) >= w.key_limit
    or (w.limit or w.key_limit) and redis.call('ZCARD', guard .. ':b:' .. workflow .. ':' .. limit_key) > 0
end

-- Why a schedule may not start the run whose emit has its arguments (see emit_runs) from ARGV[i] on; nil when it may.
local function tick_obstacle(guard, schedule, w, i, options)
  if redis.call('EXISTS', guard .. ':r:' .. ARGV[i]) == 1 then
    return 'existing'
  elseif not w.queue then
    return 'unknown'
  elseif w.max_queue and queue_length(guard, w.queue) >= w.max_queue then
    return 'full'
  end
  local waits_or_skips = schedule.overlap == 'skip' or schedule.overlap == 'one'
  if not waits_or_skips or not at_limit(guard, w, ARGV[i + 1], options.u or '') then
    return nil
  elseif schedule.overlap == 'skip' then
    return 'limit'
  end
  local waits = schedule.queued and read_run(guard, schedule.queued)
  if waits and waits.status == 'queued' and not waits.started then
    return 'queued'
  end
  schedule.queued = ARGV[i]
  redis.call('HSET', schedule.key, 'lq', schedule.queued)
  return nil
end

-- Starts the run whose emit has its arguments from ARGV[i] on, unless there is an obstacle: then it returns that.
local function start_tick(guard, now, schedule, i, options, woken)
  local w = workflow_of(guard, ARGV[i + 1])
  local why = tick_obstacle(guard, schedule, w, i, options)
  if why then
    return why
  end
  local other = schedule.overlap == 'cancel' and schedule.last and read_run(guard, schedule.last)
  if other then
    cancel(guard, now, other, 'schedule', woken)
  end
  emit_run(guard, now, ARGV[i], ARGV[i + 1], schedule.input, options, w, w.queue, woken)
  schedule.last = ARGV[i]
  redis.call('HSET', schedule.key, 'lr', schedule.last)
  return nil
end
