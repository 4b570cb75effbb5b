-- @include move_run
-- Gives a run its terminal status, for good: tells who waits for it, and lets it and its idempotency key expire after the workflow's
-- retention (7 days for one that no worker has registered).
local function end_run(guard, id, run, now, workflow, created, key, waited, from, to, field, value)
  redis.call('HSET', run, 's', to, 'z', now, field, value)
  move_run(guard, id, workflow, created, from, to)
  local retention = redis.call('HGET', guard .. ':w:' .. workflow, 'r') or 604800000
  redis.call('PEXPIRE', run, retention)
  if key then
    redis.call('PEXPIRE', guard .. ':k:' .. workflow .. ':' .. key, retention)
  end
  if waited then
    for _, channel in ipairs(redis.call('SMEMBERS', guard .. ':n:' .. id)) do
      redis.call('PUBLISH', channel, id)
    end
    redis.call('DEL', guard .. ':n:' .. id)
  end
end
