-- @include add_tick
-- Stores a schedule whose arguments (see put_schedule) begin at ARGV[i]. While its timing is the same, its next tick stays. Tells whether
-- there was one, and whether it was another.
local function put_schedule(guard, now, i, workflow, declared)
  local id, key = ARGV[i], guard .. ':schedule:' .. ARGV[i]
  local v = redis.call('HMGET', key, 'v', 'tv', 'en', 'dc')
  if v[1] == ARGV[i + 1] and (v[4] or '') == declared then
    return true, false
  end
  redis.call('HSET', key, 'w', workflow, 'v', ARGV[i + 1], 'tv', ARGV[i + 2], 'd', ARGV[i + 3], 'i', ARGV[i + 4], 'u', now)
  redis.call('HDEL', key, 'lk', 'dc')
  if ARGV[i + 5] ~= '' then
    redis.call('HSET', key, 'lk', ARGV[i + 5])
  end
  if declared ~= '' then
    redis.call('HSET', key, 'dc', declared)
  end
  if not v[1] then
    redis.call('HSET', key, 'c', now, 'en', '1')
    redis.call('ZADD', guard .. ':schedules', 0, id)
  end
  if v[2] ~= ARGV[i + 2] then
    redis.call('HSET', key, 't', now, 'b', now, 'fc', 0)
    redis.call('HDEL', key, 'n')
    if v[3] ~= '0' then
      add_tick(guard, id, now)
    end
  end
  return v[1], true
end
