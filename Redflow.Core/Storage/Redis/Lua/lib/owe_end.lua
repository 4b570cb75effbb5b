-- @include owe
-- @include workflow
-- Takes the steps back that wait for an event without a time-out: nobody else would, should such an event never come.
local function owe_unawaits(guard, now, r)
  local stored = redis.call('HGETALL', r.key)
  for i = 1, #stored, 2 do
    local name, key = string.match(stored[i + 1], '^E,0,%d+,%d+,%d+,([^\n]*)\n(.*)$')
    if name and string.sub(stored[i], 1, 2) == 's:' then
      owe(guard, now, 'unawait', r.id, 'step', string.sub(stored[i], 3), 'name', name, 'key', key)
    end
  end
end

-- Owes its children their cancellation, a hundred by an effect: there may be thousands, and one by one they would hold up everything else.
-- A child that is still to be emitted may come to be behind it: the effect that emits it says so too.
local function owe_cancels(guard, now, r, to)
  local fields, ids, reason = {}, {}, 'parent ' .. r.id .. ' ' .. to
  for _, field in ipairs(redis.call('HKEYS', r.key)) do
    if string.sub(field, 1, 2) == 'c:' then
      fields[#fields + 1] = field
      ids[#ids + 1] = string.sub(field, 3)
    end
  end
  for i = 1, #ids, 100 do
    local last = math.min(i + 99, #ids)
    owe(guard, now, 'cancel', ids[i], 'reason', reason, 'others', table.concat(ids, ' ', i + 1, last))
    for _, emit in ipairs(redis.call('HMGET', r.key, unpack(fields, i, last))) do
      local effect = guard .. ':x:' .. emit
      if redis.call('EXISTS', effect) == 1 then
        redis.call('HSET', effect, 'reason', reason)
      end
    end
    redis.call('HDEL', r.key, unpack(fields, i, last))
  end
end

-- Owes what the end of a run means to others: the steps that wait for it, the children of one that did not succeed, and what
-- compensates or handles its end. A compensation that succeeds is no success of its workflow. Returns whether the run is kept for the one
-- that compensates it.
local function owe_end(guard, now, r, to, value)
  local trace = r.trace or ''
  if r.parent then
    owe(guard, now, 'done', r.parent, 'step', r.parent_step, 'child', r.id, 'status', to, 'value', value, 'trace', trace)
  end
  if r.watched then
    local watchers = guard .. ':wt:' .. r.id
    for _, watcher in ipairs(redis.call('SMEMBERS', watchers)) do
      owe(guard, now, 'done', string.sub(watcher, 1, 23), 'step', string.sub(watcher, 24), 'child', r.id, 'status', to, 'value', value,
        'trace', trace)
    end
    redis.call('DEL', watchers)
  end
  if r.children and to ~= 'succeeded' then
    owe_cancels(guard, now, r, to)
  end
  if r.awaits then
    owe_unawaits(guard, now, r)
  end
  local is_kept = r.compensable and to ~= 'succeeded'
  if is_kept then
    redis.call('HSET', r.key, 'co', '1')
    owe(guard, now, 'compensate', r.id)
  end
  local handler = workflow_of(guard, r.workflow)[to]
  if handler and (to ~= 'succeeded' or redis.call('HEXISTS', r.key, 'cf') == 0) then
    owe(guard, now, 'handle', r.id, 'workflow', r.workflow, 'queue', r.queue, 'created', r.created, 'status', to, 'attempt', r.attempt,
      'handler', handler, 'trace', redis.call('HGET', r.key, 't') or '')
  end
  return is_kept
end
