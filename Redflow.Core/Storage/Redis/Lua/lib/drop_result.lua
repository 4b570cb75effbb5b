-- Removes a result with all that points to it; returns 0 when it had expired, else 1.
local function drop_result(guard, id, status)
  redis.call('ZREM', guard .. ':i:' .. status, id)
  redis.call('ZREM', guard .. ':expiries', status .. ':' .. id)
  return redis.call('DEL', guard .. ':r:' .. id)
end
