-- @include move_run
-- @include enter
-- @include time
-- Makes a run scheduled, or queued when it is due already.
local function put_off(guard, now, r, due, woken)
  if due > now then
    redis.call('HSET', r.key, 's', 'scheduled', 'd', due)
    move_run(guard, r.id, r.workflow, r.created, r.status, 'scheduled')
    add_timer(guard, r.id, due)
  else
    move_run(guard, r.id, r.workflow, r.created, r.status, 'queued')
    enter(guard, now, r, stamp, false, woken)
  end
end
