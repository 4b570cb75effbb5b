-- Changes the limits of a registered workflow, until it is registered again; those that it was registered with are noted.
-- KEYS[1]  guard
-- ARGV[1]  workflow
-- ARGV[2]  slots (or '')
-- ARGV[3]  slots per key (or '')
-- ARGV[4]  starts (or '')
-- ARGV[5]  their period (ms, or '')
-- ARGV[6]  '1' when the starts are each key's (or '')
-- Derived  :r:<id> hash, :w:<workflow> hash, :running:<workflow> set, :q:<queue> zset,
--          :b:<workflow>:<limit key> zset, :bk:<workflow> zset, :br:<workflow> zset, :bw:<workflow> zset, :sl:<workflow> zset,
--          :sk:<workflow> hash, :rl:<workflow>:<limit key> zset, :timers zset, :idle:<queue> set, :paused hash, :effect string,
--          :x:<effect> hash, :outbox zset, :m:<minute> hash, :watched string, :change string, :changes list
-- Returns  'limited' or 'unknown'
-- Atomic, idempotent.
-- @include time
-- @include set_limits
-- @include settle
local guard, workflow = KEYS[1], ARGV[1]
local now, woken = now_ms(), {}
if not workflow_of(guard, workflow).queue then
  return 'unknown'
end
local hash = guard .. ':w:' .. workflow
if redis.call('HEXISTS', hash, 'lr') == 0 then
  local registered = redis.call('HMGET', hash, 'c', 'ck', 'rn', 'rp', 'rk')
  for i = 1, 5 do
    registered[i] = registered[i] or ''
  end
  redis.call('HSET', hash, 'lr', table.concat(registered, ','))
end
set_limits(guard, now, workflow, 2, woken)
settle(guard, now, woken)
return 'limited'
