-- @include add_timer
-- @include count
-- @include set_more
-- Counts the start of a run: its first claim, or the first after it was retried in place. From here its time-out counts. Of one that expires it
-- keeps what undo_start needs: when it would have, and since when it could have started.
local function start_run(guard, now, r, w, timeout, due)
  if not r.started then
    count(r.workflow, 'started', 1)
    count(r.workflow, 'latency', math.max(0, now - (due or r.created)))
    local expiry = r.deadline and redis.call('ZSCORE', guard .. ':timers', '!' .. r.id)
    if expiry then
      set_more(r.key, 'ea', string.format('%.0f', expiry) .. ',' .. (due or r.created))
    end
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
