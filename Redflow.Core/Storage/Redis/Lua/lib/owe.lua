-- Puts an effect into the outbox: what a run owes another one, kept until it is delivered.
local owes = false
local function owe(guard, now, kind, target, ...)
  local id = redis.call('INCR', guard .. ':effect')
  redis.call('HSET', guard .. ':x:' .. id, 'kind', kind, 'target', target, ...)
  redis.call('ZADD', guard .. ':outbox', now, id)
  owes = true
end
