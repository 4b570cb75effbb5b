-- Takes effects that are due out to be delivered; one whose delivery is not confirmed is due again later.
-- KEYS[1]  guard
-- ARGV[1]  limit: how many at most; fewer when they are long, at least one
-- ARGV[2]  after how long one is due again (ms)
-- Derived  :x:<effect> hash, :outbox zset
-- Returns  for each: effect, its fields and values; and ms until the next one is due (0 when more are due now, -1 when there is none)
-- Atomic: an effect is given to one caller at a time. Not idempotent: what a lost reply took is due again later.
-- @include time
local guard, outbox, limit, again = KEYS[1], KEYS[1] .. ':outbox', ARGV[1], ARGV[2]
-- After how many bytes of payloads a reply takes no more: one too long to be read in time would be sent again and again.
local MOST_BYTES = 1048576
local now, taken, bytes = now_ms(), {}, 0
for i, effect in ipairs(redis.call('ZRANGEBYSCORE', outbox, '-inf', now, 'LIMIT', 0, limit)) do
  if bytes >= MOST_BYTES then
    break
  end
  redis.call('ZADD', outbox, now + again, effect)
  local fields = redis.call('HGETALL', guard .. ':x:' .. effect)
  for j = 2, #fields, 2 do
    bytes = bytes + #fields[j]
  end
  taken[i] = { effect, fields }
end
local next_due = redis.call('ZRANGE', outbox, 0, 0, 'WITHSCORES')[2]
return { taken, next_due and math.max(0, next_due - now) or -1 }
