-- Removes results that have expired from the lists, those first that expired first; returns how many. Redis removes the results themselves.
local function sweep_results(guard, now, limit)
  local expired = redis.call('ZRANGEBYSCORE', guard .. ':expiries', '-inf', now, 'LIMIT', 0, limit)
  for _, entry in ipairs(expired) do
    local status, id = string.match(entry, '^(%l+):(.*)$')
    redis.call('ZREM', guard .. ':i:' .. status, id)
    redis.call('ZREM', guard .. ':expiries', entry)
  end
  return #expired
end
