-- Makes definitions of workflows known, each replacing the one before of its name; its pause stays.
-- KEYS[1]  guard
-- ARGV     per workflow: name, queue, attempts, crashes, retention (ms), input schema (JSON), how many ended runs are kept of each status
--          (or ''), path of the limit key (or ''), time-out (ms, or ''), how long after it is due a run may start (ms, or ''), how
--          many runs its queue takes (or ''), the workflow that it is an alias of (or ''), the workflows that handle its successes,
--          failures and cancellations (or ''), slots, slots per key, starts, their period (ms), '1' when
--          the starts are each key's (or ''), the number of events that start it; those follow
-- Derived  :r:<id> hash, :w:<workflow> hash, :running:<workflow> set, :q:<queue> zset,
--          :b:<workflow>:<limit key> zset, :bk:<workflow> zset, :br:<workflow> zset, :bw:<workflow> zset, :sl:<workflow> zset,
--          :sk:<workflow> hash, :rl:<workflow>:<limit key> zset, :timers zset, :idle:<queue> set, :paused hash, :effect string,
--          :x:<effect> hash, :outbox zset, :m:<minute> hash, :queues set, :workflows zset, :qw:<queue> set, :et:<name> set,
--          :watched string, :change string, :changes list
-- Returns  'registered'
-- Atomic, idempotent.
-- @include time
-- @include set_limits
-- @include settle
local guard = KEYS[1]
local now, woken = now_ms(), {}
local i = 1
while i <= #ARGV do
  local name, events = ARGV[i], {}
  local hash = guard .. ':w:' .. name
  for event in string.gmatch(redis.call('HGET', hash, 'et') or '', '[^\n]+') do
    redis.call('SREM', guard .. ':et:' .. event, name)
  end
  for j = i + 21, i + 20 + ARGV[i + 20] do
    redis.call('SADD', guard .. ':et:' .. ARGV[j], name)
    events[#events + 1] = ARGV[j]
  end
  redis.call('SREM', guard .. ':qw:' .. (redis.call('HGET', hash, 'q') or ''), name)
  redis.call('HDEL', hash, 'kl', 'lk', 'to', 'ex', 'ql', 'al', 'os', 'of', 'oc', 'lr')
  for j, field in ipairs({ 'q', 'm', 'y', 'r', 'j', 'kl', 'lk', 'to', 'ex', 'ql', 'al', 'os', 'of', 'oc' }) do
    if ARGV[i + j] ~= '' then
      redis.call('HSET', hash, field, ARGV[i + j])
    end
  end
  redis.call('HSET', hash, 'et', table.concat(events, '\n'))
  redis.call('ZADD', guard .. ':workflows', 0, name)
  redis.call('SADD', guard .. ':queues', ARGV[i + 1])
  redis.call('SADD', guard .. ':qw:' .. ARGV[i + 1], name)
  set_limits(guard, now, name, i + 15, woken)
  i = i + 21 + ARGV[i + 20]
end
settle(guard, now, woken)
return 'registered'
