-- Puts an effect into the outbox: what a run owes another one, kept until it is delivered. Returns its number, which has zeros in front, so
-- that effects of one millisecond are delivered in their order.
local owes = false
local function owe(guard, now, kind, target, ...)
  local id = string.format('%016d', redis.call('INCR', guard .. ':effect'))
  redis.call('HSET', guard .. ':x:' .. id, 'kind', kind, 'target', target, ...)
  redis.call('ZADD', guard .. ':outbox', now, id)
  owes = true
  return id
end
