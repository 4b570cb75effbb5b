-- @include add_timer
-- @include set_more
-- Takes the first claim of a run back whose handler was not entered, where the run expires: it has not started then, and expires when it would
-- have. When that is over, the timer ends it.
local function undo_start(guard, r)
  local at, due = string.match(r.mark == '1' and redis.call('HGET', r.key, 'ea') or '', '^(%d+),(%d+)$')
  if not at then
    return
  end
  local minute = guard .. ':m:' .. math.floor(r.started / 60000)
  redis.call('HINCRBY', minute, r.workflow .. ':started', -1)
  redis.call('HINCRBY', minute, r.workflow .. ':latency', math.min(0, due - r.started))
  redis.call('HDEL', r.key, 'b', 'ea')
  set_more(r.key, 'h', '1', 'du', due)
  add_timer(guard, '!' .. r.id, at)
  r.started, r.deadline = nil, '1'
end
