-- Removes effects that were delivered. A child that was emitted when its parent had failed or was canceled is to be
-- canceled too: what the parent's end owed it may have been delivered before.
-- KEYS[1]  guard
-- ARGV     effects
-- Derived  :r:<id> hash, :idle:<queue> set, :paused hash, :effect string, :x:<effect> hash, :outbox zset, :m:<minute> hash
-- Returns  'dropped', ms until the next effect is due (0 when more are due now, -1 when there is none)
-- Atomic, idempotent.
-- @include time
-- @include settle
local guard, outbox = KEYS[1], KEYS[1] .. ':outbox'
local now = now_ms()
for _, id in ipairs(ARGV) do
  local effect = guard .. ':x:' .. id
  local v = redis.call('HMGET', effect, 'kind', 'target', '16', '18')
  redis.call('ZREM', outbox, id)
  redis.call('DEL', effect)
  if v[1] == 'emit' and v[4] == 'cancel' then
    local status = redis.call('HGET', guard .. ':r:' .. v[3], 's')
    if status == 'failed' or status == 'canceled' then
      owe(guard, now, 'cancel', v[2], 'reason', 'parent ' .. v[3] .. ' ' .. status)
    end
  end
end
settle(guard, now, {})
local next_due = redis.call('ZRANGE', outbox, 0, 0, 'WITHSCORES')[2]
return { 'dropped', next_due and math.max(0, next_due - now) or -1 }
