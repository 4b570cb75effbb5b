-- The key under which a run's idempotency key is stored: the id of the run that has it and, where it has it for a time, a comma and until
-- when.
local function stored_key(guard, r)
  return guard .. ':k:' .. r.workflow .. ':' .. r.idempotency_key
end

-- The run that has an idempotency key; nil when none has, or not any more.
local function key_holder(stored, now)
  local value = redis.call('GET', stored)
  local over = value and string.match(value, ',(%d+)$')
  if not value or over and tonumber(over) <= now then
    return nil
  end
  return string.sub(value, 1, 23)
end
