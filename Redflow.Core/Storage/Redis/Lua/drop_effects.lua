-- Removes effects that were delivered, and makes those due at once of which a part is left. A child that was emitted when its parent had
-- failed or was canceled is canceled too: what the parent's end owed it may have been delivered before.
-- KEYS[1]  guard
-- ARGV[1]  how many effects were delivered; they follow, then those of which a part is left
-- Derived  :idle:<queue> set, :paused hash, :effect string, :x:<effect> hash, :outbox zset, :m:<minute> hash,
--          :watched string, :change string, :changes list
-- Returns  'dropped', ms until the next effect is due (0 when more are due now, -1 when there is none)
-- Atomic, idempotent.
-- @include time
-- @include settle
local guard, outbox = KEYS[1], KEYS[1] .. ':outbox'
local now = now_ms()
local last_delivered = 1 + ARGV[1]
for i = 2, last_delivered do
  local id, effect = ARGV[i], guard .. ':x:' .. ARGV[i]
  local v = redis.call('HMGET', effect, 'kind', 'target', 'reason')
  redis.call('ZREM', outbox, id)
  redis.call('DEL', effect)
  if v[1] == 'emit' and v[3] then
    owe(guard, now, 'cancel', v[2], 'reason', v[3])
  end
end
for i = last_delivered + 1, #ARGV do
  redis.call('ZADD', outbox, 'XX', now, ARGV[i])
end
settle(guard, now, {})
local next_due = redis.call('ZRANGE', outbox, 0, 0, 'WITHSCORES')[2]
return { 'dropped', next_due and math.max(0, next_due - now) or -1 }
