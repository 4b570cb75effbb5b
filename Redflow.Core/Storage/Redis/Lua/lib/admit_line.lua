-- @include add_timer
-- @include round
-- @include sets
-- Gives the slots that are free to the first runs of a backlog that is the only one of its workflow, a hundred at most; a timer that is due
-- at once goes on with the rest.
local function admit_line(guard, now, name, key, free, woken)
  local popped, slots = redis.call('ZPOPMIN', guard .. ':b:' .. name .. ':' .. key, math.min(free, 100)), {}
  local admitted = 0
  for j = 1, #popped, 2 do
    local id, v = popped[j], redis.call('HMGET', guard .. ':r:' .. popped[j], 'q', 'wk')
    slots[j], slots[j + 1] = now, id
    set_later(guard .. ':q:' .. v[1], id, v[2] and popped[j + 1] + AHEAD or popped[j + 1])
    woken[v[1]] = true
    admitted = admitted + 1
  end
  if admitted > 0 then
    redis.call('ZADD', guard .. ':sl:' .. name, unpack(slots))
    redis.call('HINCRBY', guard .. ':sk:' .. name, key, admitted)
  end
  join_round(guard, name, key)
  if free > 100 and admitted == 100 then
    add_timer(guard, '@' .. name, now)
  end
end
