-- @include move_run
-- @include workflow
-- @include leave
-- @include count
-- @include owe_end
-- @include index_run
-- @include key_holder
-- @include tell_waiters
-- @include time
-- Lets a run, unless it is kept to be compensated, and its idempotency key expire when its retention is over. A key with a time of its own
-- keeps that.
local function expire_run(guard, now, r, retention, is_kept)
  if not is_kept then
    redis.call('PEXPIRE', r.key, retention)
  end
  if r.logged then
    redis.call('PEXPIRE', guard .. ':lg:' .. r.id, retention)
  end
  local key = r.idempotency_key and stored_key(guard, r)
  if key and key_holder(key, now) == r.id and redis.call('PTTL', key) == -1 then
    redis.call('PEXPIRE', key, retention)
  end
end

-- Gives a run its terminal status, with the value that goes with it: the output, the error or the reason. Tells who waits for it. The
-- signature of an error (step, type, top frame, a line each) makes its fingerprint.
local function end_run(guard, now, r, to, value, woken, signature)
  redis.call('HSET', r.key, 's', to, 'z', stamp, to == 'succeeded' and 'o' or to == 'failed' and 'e' or 'x', value)
  move_run(guard, r.id, r.workflow, r.created, r.status, to)
  leave(guard, now, r, woken)
  count(r.workflow, to, 1)
  if r.started then
    count(r.workflow, 'duration', now - r.started)
  end
  if signature then
    local fingerprint = string.sub(redis.sha1hex(r.workflow .. '\n' .. signature), 1, 16)
    redis.call('HSET', r.key, 'fp', fingerprint)
    index_run(guard, 'f:' .. fingerprint, r)
  end
  if r.deadline then
    redis.call('ZREM', guard .. ':timers', '!' .. r.id)
    redis.call('HDEL', r.key, 'h')
  end
  if r.signals then
    redis.call('DEL', guard .. ':g:' .. r.id, guard .. ':gi:' .. r.id)
  end
  local is_kept = owe_end(guard, now, r, to, value)
  if r.awaited then
    tell_waiters(guard, r.id, to, value)
  end

  -- Last: on Garnet time goes on within a script, and what is written to a run that is gone would stay for good.
  expire_run(guard, now, r, workflow_of(guard, r.workflow).retention, is_kept)
end

-- An error of the engine's own, as JSON.
local function error_of(kind, message)
  return '{"type":"' .. kind .. '","message":"' .. message .. '"}'
end

-- Fails a run for a reason of the engine's own.
local function fail_run(guard, now, r, kind, message, woken)
  end_run(guard, now, r, 'failed', error_of(kind, message), woken, '\n' .. kind .. '\n')
end
