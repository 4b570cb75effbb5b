-- @include add_tick
-- Stores a schedule whose version and what follows it (see put_schedule) begin at ARGV[i]. While its timing is the same, its next tick stays. Tells whether
-- there was one, and whether it was another.
local function put_schedule(guard, now, id, i, workflow, declared)
  local stored = guard .. ':schedule:' .. id
  local v = redis.call('HMGET', stored, 'v', 'tv', 'en', 'dc')
  if v[1] == ARGV[i] and (v[4] or '') == declared then
    return true, false
  end
  redis.call('HSET', stored, 'w', workflow, 'v', ARGV[i], 'tv', ARGV[i + 1], 'd', ARGV[i + 2], 'i', ARGV[i + 3], 'u', now)
  redis.call('HDEL', stored, 'lk', 'dc')
  if ARGV[i + 4] ~= '' then
    redis.call('HSET', stored, 'lk', ARGV[i + 4])
  end
  if declared ~= '' then
    redis.call('HSET', stored, 'dc', declared)
  end
  if not v[1] then
    redis.call('HSET', stored, 'c', now, 'en', '1')
    redis.call('ZADD', guard .. ':schedules', 0, id)
  end
  if v[2] ~= ARGV[i + 1] then
    redis.call('HSET', stored, 't', now, 'b', now, 'fc', 0)
    redis.call('HDEL', stored, 'n')
    if v[3] ~= '0' then
      add_tick(guard, id, now)
    end
  end
  return v[1], true
end
