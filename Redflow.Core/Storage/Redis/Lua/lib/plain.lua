-- @include count
-- @include move_run
-- @include pump_later
-- @include tell_waiters
-- @include time
-- @include workflow
-- The short way of plain runs: those that have only what every run has (see set_more), of workflows that have one limit at most, and no
-- pauses, times and handlers of a success. Most runs are plain, and it makes them several times as fast. What it does is what the long way
-- would do.
local plain = {}

-- What the short way collects of a workflow; false when its runs go the long way.
local function plain_of(guard, name)
  local p = plain[name]
  if p == nil then
    local w = workflow_of(guard, name)
    local is_open = not w.limited or has_one_limit(w)
    p = w.queue and is_open and not (w.paused or w.timeout or w.expire or w.max_queue or w.succeeded) and {
      name = name, queue = w.queue, retention = w.retention, limited = w.limit,
      emitted = new_batch('ZADD', index_of(guard, name, 'queued'), not w.limited and guard .. ':q:' .. w.queue or nil),
      unqueued = new_batch('ZREM', index_of(guard, name, 'queued')), claimed = new_batch('SADD', index_of(guard, name, 'running')),
      stopped = new_batch('SREM', index_of(guard, name, 'running')), succeeded = new_batch('ZADD', index_of(guard, name, 'succeeded')),
    }
    plain[name] = p
  end
  return p
end

-- Emits a run, which is queued at once: where its workflow has a limit, it starts or waits when the call ends.
local function emit_plain(guard, p, id, input, trace_parent, woken)
  local run = guard .. ':r:' .. id
  if trace_parent then
    redis.call('HSET', run, 'w', p.name, 's', 'queued', 'c', stamp, 'm', 't', 'i', input, 'q', p.queue, 't', trace_parent)
  else
    redis.call('HSET', run, 'w', p.name, 's', 'queued', 'c', stamp, 'm', '0', 'i', input, 'q', p.queue)
  end
  local emitted = p.emitted
  local n = emitted.n
  emitted[n + 1], emitted[n + 2], emitted.n = stamp, id, n + 2
  if p.limited then
    line_later(p, 'joins', id)
  else
    woken[p.queue] = true
  end
end

-- Claims a run that was never claimed before. Its fence is the time.
local function claim_plain(guard, p, now, worker, id, created, mark)
  redis.call('HSET', guard .. ':r:' .. id, 's', 'running', 'f', stamp, 'm', mark, 'l', worker, 'b', stamp)
  local unqueued, claimed = p.unqueued, p.claimed
  local n = claimed.n + 1
  unqueued[n], unqueued.n, claimed[n], claimed.n = id, n, id, n
  count(p.name, 'started', 1)
  count(p.name, 'latency', now > created + 0 and now - created or 0)
end

-- Ends a run that has succeeded.
local function end_plain(guard, p, now, id, created, started, output, is_awaited)
  local run = guard .. ':r:' .. id
  redis.call('HSET', run, 's', 'succeeded', 'z', stamp, 'o', output)
  if is_awaited then
    tell_waiters(guard, id, 'succeeded', output)
  end
  redis.call('PEXPIRE', run, p.retention)
  local stopped, succeeded = p.stopped, p.succeeded
  local n = succeeded.n
  stopped.n = stopped.n + 1
  stopped[stopped.n], succeeded[n + 1], succeeded[n + 2], succeeded.n = id, created, id, n + 2
  if p.limited then
    line_later(p, 'leaves', id)
  end
  count(p.name, 'succeeded', 1)
  count(p.name, 'duration', now - started)
end
