-- @include move_run
-- @include enter
-- Queues a suspended run of which a wait is over; one that is not suspended sees it when it comes to the step.
local function go_on(guard, now, r, woken)
  if r.status == 'waiting' then
    redis.call('ZREM', guard .. ':timers', r.id)
    redis.call('HDEL', r.key, 'd')
    move_run(guard, r.id, r.workflow, r.created, 'waiting', 'queued')
    enter(guard, now, r, now, true, woken)
  end
end
