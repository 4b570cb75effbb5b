-- Tells the clients that wait for the end of a run, those in its field 'n': a short value goes with the message, a long one is read. With the
-- value goes the life that has ended: a retry in place begins another one, whose waiters the message may still reach. It is the number of
-- attempts made before that retry, or nothing.
local function tell_waiters(guard, id, status, value)
  local run, replies = guard .. ':r:' .. id, string.gsub(guard, ':%d+}$', '}:reply:')
  local v = redis.call('HMGET', run, 'n', 'a0')
  local message = #value <= 16384 and id .. '\n' .. (v[2] or '') .. '\n' .. status .. '\n' .. value or id
  for client in string.gmatch(v[1] or '', '[^\n]+') do
    redis.call('PUBLISH', replies .. client, message)
  end
  redis.call('HDEL', run, 'n')
end
