-- Redis's clock in Unix milliseconds: the only clock that decides anything durable.
local function now_ms()
  local time = redis.call('TIME')
  return time[1] * 1000 + math.floor(time[2] / 1000)
end
