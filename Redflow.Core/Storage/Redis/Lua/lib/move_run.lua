-- Moves a run from one index to another; a new one comes from none. A run is in exactly one, that of its workflow and status, scored by
-- creation.
local function move_run(guard, id, workflow, created, from, to)
  local index = guard .. ':i:' .. workflow .. ':'
  if from then
    redis.call('ZREM', index .. from, id)
  end
  redis.call('ZADD', index .. to, created, id)
end
