-- Puts a failed or canceled run back into its queue: its finished steps stand, its attempts and its time-out begin anew.
-- KEYS[1]  guard
-- ARGV[1]  run id
-- ARGV[2]  the request: the same when it is sent again
-- Derived  :r:<id> hash, :lg:<id> list, :w:<workflow> hash, :i:<workflow>:<status> zset, :running:<workflow> set, :j:<index> zset,
--          :k:<workflow>:<key> string, :q:<queue> zset, :b:<workflow>:<limit key> zset, :bk:<workflow> zset, :br:<workflow> zset,
--          :bw:<workflow> zset, :sl:<workflow> zset, :sk:<workflow> hash, :rl:<workflow>:<limit key> zset, :timers zset, :idle:<queue> set,
--          :paused hash, :effect string, :x:<effect> hash, :outbox zset, :m:<minute> hash, :watched string, :change string, :changes list
-- Returns  'unknown', 'succeeded', 'unfinished' (also when another request has retried it), 'compensated' (what its steps have done is
--          undone), 'retried'
-- Atomic, idempotent by the request, until another one retries the run.
-- @include time
-- @include read_run
-- @include move_run
-- @include enter
-- @include key_holder
-- @include set_more
-- @include settle
local guard = KEYS[1]
local now, woken = now_ms(), {}
local r = read_run(guard, ARGV[1])
if not r then
  return 'unknown'
elseif redis.call('HGET', r.key, 'rq') == ARGV[2] then
  return 'retried'
elseif r.status == 'succeeded' then
  return 'succeeded'
elseif r.status ~= 'failed' and r.status ~= 'canceled' then
  return 'unfinished'
elseif r.compensable then
  return 'compensated'
end

local fields = redis.call('HGETALL', r.key)
for i = 1, #fields, 2 do
  local mark, kind = string.sub(fields[i], 1, 2), string.sub(fields[i + 1], 1, 1)
  local over = tonumber(string.match(fields[i + 1], '^W,(%d+),'))
  if mark == 'c:' or mark == 's:' and kind ~= 'S' and kind ~= 'F' and not (over and over <= now) then
    redis.call('HDEL', r.key, fields[i])
  elseif fields[i] == 'fp' then
    redis.call('ZREM', guard .. ':j:f:' .. fields[i + 1], r.id)
  end
end
redis.call('HDEL', r.key, 'z', 'x', 'o', 'fp', 'y', 'C', 'W', 'G', 'E')
set_more(r.key, 'a0', r.attempt, 'a', r.attempt + 1, 'nt', '1', 'rq', ARGV[2])
if not r.started then
  set_more(r.key, 'du', now)
end
redis.call('PERSIST', r.key)
if r.logged then
  redis.call('PERSIST', guard .. ':lg:' .. r.id)
end
if r.idempotency_key then
  local key, held_until = stored_key(guard, r), tonumber(redis.call('HGET', r.key, 'ku') or 0)
  if (key_holder(key, now) or r.id) ~= r.id then
    held_until = now
  end
  if held_until == 0 then
    redis.call('SET', key, r.id)
  elseif held_until > now then
    redis.call('SET', key, r.id .. ',' .. string.format('%.0f', held_until), 'PX', held_until - now)
  end
end
move_run(guard, r.id, r.workflow, r.created, r.status, 'queued')
enter(guard, now, r, now, false, woken)
settle(guard, now, woken)
return 'retried'
