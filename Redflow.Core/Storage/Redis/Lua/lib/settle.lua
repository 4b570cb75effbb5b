-- @include wake
-- @include count
-- @include owe
-- Ends a call that changed runs: wakes workers, adds to the statistics of the minute, kept for 7 days, and tells the relays of effects.
local function settle(guard, now, woken)
  for queue in pairs(woken) do
    wake(guard, queue)
  end
  local minute
  for field, n in pairs(counted) do
    minute = guard .. ':m:' .. math.floor(now / 60000)
    redis.call('HINCRBY', minute, field, n)
  end
  if minute then
    redis.call('EXPIRE', minute, 604860)
  end
  if owes then
    redis.call('PUBLISH', guard .. ':scheduler', 'effect')
  end
end
