-- Reads the next steps that an event is delivered to, after removing those that have it.
-- KEYS[1]  guard
-- ARGV[1]  event id
-- ARGV[2]  limit: how many steps
-- ARGV[3]  from here on, the steps that have it: run id and step in one
-- Derived  :et:<name> set, :e:<event> hash, :ew:<name>:<key> zset
-- Returns  the event's name, correlation key and payload ('' each when it is gone), the workflows that it starts, steps that wait for it, the
--          limit keys of the runs that it starts (or ''), its trace parent (or '')
-- Atomic, idempotent.
local guard, event, limit = KEYS[1], KEYS[1] .. ':e:' .. ARGV[1], ARGV[2]
local v = redis.call('HMGET', event, 'n', 'k', 'p', 'c', 'lk', 't')
if not v[1] then
  return { '', '', '', {}, {}, '', '' }
end
local waiting = guard .. ':ew:' .. v[1] .. ':' .. v[2]
for i = 3, #ARGV do
  redis.call('ZREM', waiting, ARGV[i])
end
local steps = redis.call('ZRANGEBYSCORE', waiting, '-inf', v[4], 'LIMIT', 0, limit)
return { v[1], v[2], v[3], redis.call('SMEMBERS', guard .. ':et:' .. v[1]), steps, v[5] or '', v[6] or '' }
