-- @include add_timer
-- @include count
-- @include set_more
-- Counts the start of a run: its first claim, or the first after it was retried in place. From here its time-out counts.
local function start_run(guard, now, r, w, timeout, due)
  if not r.started then
    count(r.workflow, 'started', 1)
    count(r.workflow, 'latency', math.max(0, now - (due or r.created)))
  end
  timeout = timeout or w.timeout
  if timeout then
    set_more(r.key, 'h', timeout)
    add_timer(guard, '!' .. r.id, now + timeout)
  elseif r.deadline then
    redis.call('HDEL', r.key, 'h')
    redis.call('ZREM', guard .. ':timers', '!' .. r.id)
  end
end
