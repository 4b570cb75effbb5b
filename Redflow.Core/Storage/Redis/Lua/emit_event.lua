-- Stores an event for 7 days, and owes its delivery.
-- KEYS[1]  guard
-- ARGV[1]  event id
-- ARGV[2]  name
-- ARGV[3]  correlation key (or '')
-- ARGV[4]  payload
-- ARGV[5]  how long it is kept (ms)
-- ARGV[6]  limit keys of the runs that it starts: workflow and key in turn, with line feeds between (or '')
-- ARGV[7]  W3C trace parent (or '')
-- Derived  :idle:<queue> set, :paused hash, :effect string, :x:<effect> hash, :outbox zset, :m:<minute> hash, :e:<event> hash,
--          :events zset, :ev:<name> zset, :ek:<name>:<key> zset, :watched string, :change string, :changes list
-- Returns  'emitted', also when it was before
-- Atomic, idempotent by id.
-- @include time
-- @include settle
local guard, id, name, key, payload, kept = KEYS[1], ARGV[1], ARGV[2], ARGV[3], ARGV[4], ARGV[5]
local now = now_ms()
local event = guard .. ':e:' .. id
if redis.call('EXISTS', event) == 1 then
  return 'emitted'
end
redis.call('HSET', event, 'n', name, 'k', key, 'p', payload, 'c', now)
if ARGV[6] ~= '' then
  redis.call('HSET', event, 'lk', ARGV[6])
end
if ARGV[7] ~= '' then
  redis.call('HSET', event, 't', ARGV[7])
end
redis.call('PEXPIRE', event, kept)
for _, index in ipairs({ guard .. ':events', guard .. ':ev:' .. name, guard .. ':ek:' .. name .. ':' .. key }) do
  redis.call('ZREMRANGEBYSCORE', index, '-inf', now - kept)
  redis.call('ZADD', index, now, id)
  redis.call('PEXPIRE', index, kept)
end
owe(guard, now, 'fan', id)
settle(guard, now, {})
return 'emitted'
