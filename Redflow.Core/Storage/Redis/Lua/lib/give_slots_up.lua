-- Takes the slots of runs of one workflow and limit key away; true when any had one.
local function give_slots_up(guard, workflow, limit_key, ids)
  local given = redis.call('ZREM', guard .. ':sl:' .. workflow, unpack(ids))
  if given == 0 then
    return false
  end
  local held = guard .. ':sk:' .. workflow
  if redis.call('HINCRBY', held, limit_key, -given) == 0 then
    redis.call('HDEL', held, limit_key)
  end
  return true
end
