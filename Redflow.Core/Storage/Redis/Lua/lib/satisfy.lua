-- Ends the wait of a step: it has succeeded with a payload ('S'), or failed for good with an error ('B'). With it is stored what has ended the
-- wait: the event's id, 'C' for a child, 'G' for a signal.
local function satisfy(r, field, stored, kind, payload, now, by)
  local began, attempt, position = string.match(stored, '^%u,%d+,(%d+),(%d+),(%d+),')
  local ended = kind .. ',' .. now .. ',' .. now - began .. ',' .. attempt .. ',' .. position .. ',' .. payload
  redis.call('HSET', r.key, field, ended, 'v:' .. string.sub(field, 3), by)
end

-- Reads the wait of a step: its stored text, and its target; nil when the step does not wait for that kind of thing (any more).
local function waiting_for(r, field, kind, now)
  local stored = redis.call('HGET', r.key, field)
  local over, target = string.match(stored or '', '^' .. kind .. ',(%d+),%d+,%d+,%d+,(.*)$')
  if not over or over ~= '0' and tonumber(over) <= now then
    return nil
  end
  return stored, target
end
