-- Removes effects that were delivered.
-- KEYS[1]  guard
-- ARGV     effects
-- Derived  :x:<effect> hash, :outbox zset
-- Returns  'dropped', ms until the next effect is due (0 when more are due now, -1 when there is none)
-- Atomic, idempotent.
-- @include time
local guard, outbox = KEYS[1], KEYS[1] .. ':outbox'
for _, effect in ipairs(ARGV) do
  redis.call('ZREM', outbox, effect)
  redis.call('DEL', guard .. ':x:' .. effect)
end
local next_due = redis.call('ZRANGE', outbox, 0, 0, 'WITHSCORES')[2]
return { 'dropped', next_due and math.max(0, next_due - now_ms()) or -1 }
