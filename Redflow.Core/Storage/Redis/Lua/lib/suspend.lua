-- @include begin_wait
-- @include enter
-- @include leave
-- @include move_run
-- Suspends a run: it waits for the first of its waits (see lib/begin_wait), from `i` on, to be over, and is queued at once when one is already.
local function suspend(guard, now, r, waits, i, woken)
  local due, over
  for _ = 1, waits do
    over, i = begin_wait(guard, now, r, i)
    if over > 0 then
      due = math.min(due or over, over)
    end
  end

  -- The slot goes to the next one before this run lines up again: one that is always ready may not keep it for ever.
  leave(guard, now, r, woken)
  pump_all(guard, now, woken)
  if due and due <= now then
    move_run(guard, r.id, r.workflow, r.created, 'running', 'queued')
    return enter(guard, now, r, now, true, woken)
  end
  redis.call('HSET', r.key, 's', 'waiting')
  move_run(guard, r.id, r.workflow, r.created, 'running', 'waiting')
  if due then
    redis.call('HSET', r.key, 'd', due)
    add_timer(guard, r.id, due)
  end
end
