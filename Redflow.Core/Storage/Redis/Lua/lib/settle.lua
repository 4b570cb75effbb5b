-- @include wake
-- @include count
-- @include owe
-- @include sets
-- @include last
-- Ends a call that changed runs: writes what it has changed in sets, wakes workers, adds to the statistics of the minute, kept for 7 days,
-- and tells the relays of effects.
local function settle(guard, now, woken)
  for _, act in pairs(last) do
    act(guard, now, woken)
  end
  write_sets()
  for queue in pairs(woken) do
    wake(guard, queue)
  end
  local minute, is_new = nil, false
  for workflow, counts in pairs(counted) do
    minute = guard .. ':m:' .. math.floor(now / 60000)
    for what, n in pairs(counts) do
      is_new = redis.call('HINCRBY', minute, workflow .. ':' .. what, n) == n or is_new
    end
  end
  if is_new then
    redis.call('EXPIRE', minute, 604860)
  end
  if owes then
    redis.call('PUBLISH', guard .. ':scheduler', 'effect')
  end
end
