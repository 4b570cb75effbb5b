-- Reads runs with their steps, one after the other, until what was read is large: others' calls go between that and the rest.
-- KEYS[1]  guard
-- ARGV[1]  how many bytes are large; the run ids follow
-- Derived  :r:<id> hash
-- Returns  the time (Unix ms), and for each run that was read its fields and values in turn
-- Atomic. Reads only.
-- @include time
local guard, large = KEYS[1], tonumber(ARGV[1])
local reply, bytes = { now_ms() }, 0
for i = 2, #ARGV do
  reply[i] = redis.call('HGETALL', guard .. ':r:' .. ARGV[i])
  for j = 1, i < #ARGV and #reply[i] or 0 do
    bytes = bytes + #reply[i][j]
  end
  if bytes >= large then
    break
  end
end
return reply
