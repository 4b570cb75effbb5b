-- Gives a run a signal: to the first step that waits for its name, or it is kept until one does.
-- KEYS[1]  guard
-- ARGV[1]  run id
-- ARGV[2]  signal id
-- ARGV[3]  name
-- ARGV[4]  payload
-- ARGV[5]  how many signals a run takes
-- Derived  :r:<id> hash, :w:<workflow> hash, :i:<workflow>:<status> zset, :running:<workflow> set, :q:<queue> zset,
--          :b:<workflow>:<limit key> zset, :bk:<workflow> zset, :br:<workflow> zset, :bw:<workflow> zset, :sl:<workflow> zset,
--          :sk:<workflow> hash, :rl:<workflow>:<limit key> zset, :timers zset, :g:<id> list, :gi:<id> set, :idle:<queue> set, :paused hash,
--          :effect string, :x:<effect> hash, :outbox zset, :m:<minute> hash, :watched string, :change string, :changes list
-- Returns  'unknown', 'finished', 'full', 'delivered'
-- Atomic, idempotent by the signal's id.
-- @include time
-- @include read_run
-- @include has_ended
-- @include satisfy
-- @include go_on
-- @include set_more
-- @include settle
local guard, signal, name, payload = KEYS[1], ARGV[2], ARGV[3], ARGV[4]
local now, woken = now_ms(), {}
local r = read_run(guard, ARGV[1])
local taken = guard .. ':gi:' .. ARGV[1]
if not r then
  return 'unknown'
elseif has_ended(r.status) then
  return 'finished'
elseif redis.call('SISMEMBER', taken, signal) == 1 then
  return 'delivered'
elseif redis.call('SCARD', taken) >= tonumber(ARGV[5]) then
  return 'full'
end
redis.call('SADD', taken, signal)
set_more(r.key, 'G', '1')

-- The step that waits for the signal, of several the one that comes first in the handler.
local function waiting_step()
  local first, first_position, first_stored
  for _, field in ipairs(redis.call('HKEYS', r.key)) do
    local stored, target = nil, nil
    if string.sub(field, 1, 2) == 's:' then
      stored, target = waiting_for(r, field, 'G', now)
    end
    local position = target == name and tonumber(string.match(stored, '^%u,%d+,%d+,%d+,(%d+),'))
    if position and (not first or position < first_position) then
      first, first_position, first_stored = field, position, stored
    end
  end
  return first, first_stored
end

local field, stored = waiting_step()
if field then
  satisfy(r, field, stored, 'S', payload, now, 'G')
  go_on(guard, now, r, woken)
else
  redis.call('RPUSH', guard .. ':g:' .. r.id, name .. '\n' .. payload)
end
settle(guard, now, woken)
return 'delivered'
