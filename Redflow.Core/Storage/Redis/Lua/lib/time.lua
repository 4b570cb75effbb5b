-- Redis's clock in Unix milliseconds: the only clock that decides anything durable. `stamp` is the same as text: a number that is written is
-- formatted anew for each command.
local stamp
local function now_ms()
  local time = redis.call('TIME')
  local now = time[1] * 1000 + math.floor(time[2] / 1000)
  stamp = string.format('%.0f', now)
  return now
end
