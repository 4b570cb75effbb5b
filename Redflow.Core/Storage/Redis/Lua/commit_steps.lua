-- Stores how steps ended, each only while the run is running under its fence.
-- KEYS[1]  guard
-- ARGV     six per step: run id, fence, step, status ('S' succeeded, 'F' failed), head (duration ms, attempt, position: each with a
--          comma behind it), payload (result or error)
-- Derived  :r:<id> hash
-- Returns  one word per step: 'committed' or 'stale'
-- Atomic. Idempotent: a success that is stored stays as it is, and its commit sent again answers 'committed'.
-- @include time
local guard = KEYS[1]
local now = now_ms()
local replies = {}

for i = 1, #ARGV, 6 do
  local run, field = guard .. ':r:' .. ARGV[i], 's:' .. ARGV[i + 2]
  local v = redis.call('HMGET', run, 'f', 's', field)
  if v[1] ~= ARGV[i + 1] or v[2] ~= 'running' then
    replies[#replies + 1] = 'stale'
  else
    if not v[3] or string.sub(v[3], 1, 1) ~= 'S' then
      redis.call('HSET', run, field, ARGV[i + 3] .. ',' .. now .. ',' .. ARGV[i + 4] .. ARGV[i + 5])
    end
    replies[#replies + 1] = 'committed'
  end
end
return replies
