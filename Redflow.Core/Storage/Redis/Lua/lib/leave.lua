-- @include give_slots_up
-- @include pump_later
-- @include sets
-- Takes a run's slot away; true when it had one.
local function give_slot_up(guard, r)
  return give_slots_up(guard, r.workflow, r.limit_key, { r.id })
end

-- Frees the slot of a run that ends, suspends or is put off, and moves the next one up. One that had none may have stood in the way of
-- another one of its key.
local function leave(guard, now, r, woken)
  local w = workflow_of(guard, r.workflow)
  if w.limited then
    if give_slot_up(guard, r) and not has_one_limit(w) then
      join_round(guard, r.workflow, r.limit_key)
    end
    pump_later(r.workflow)
  end
end

-- Takes a run that no worker holds out of where it stands: its queue or backlog, or the timers.
local function withdraw(guard, r)
  write_sets()
  if r.status ~= 'queued' then
    redis.call('ZREM', guard .. ':timers', r.id)
    redis.call('HDEL', r.key, 'd')
  elseif redis.call('ZREM', guard .. ':q:' .. r.queue, r.id) == 0 then
    redis.call('ZREM', guard .. ':b:' .. r.workflow .. ':' .. r.limit_key, r.id)
    join_round(guard, r.workflow, r.limit_key)
  end
end
