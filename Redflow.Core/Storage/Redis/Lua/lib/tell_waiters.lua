-- Tells those who wait for the end of a run, by the channels in its field 'n': a short value goes with the message, a long one is read.
local function tell_waiters(run, id, status, value)
  local message = #value <= 16384 and id .. '\n' .. status .. '\n' .. value or id
  for channel in string.gmatch(redis.call('HGET', run, 'n') or '', '[^\n]+') do
    redis.call('PUBLISH', channel, message)
  end
  redis.call('HDEL', run, 'n')
end
