-- Deals with timers that are due: queues delayed, retried and sleeping runs, ends runs whose deadline is over, and lets backlogs move on.
-- KEYS[1]  guard
-- ARGV[1]  limit: how many timers; the caller repeats while there are more
-- Derived  :r:<id> hash, :lg:<id> list, :w:<workflow> hash, :i:<workflow>:<status> zset, :running:<workflow> set, :j:<index> zset,
--          :indexes zset, :k:<workflow>:<key> string, :q:<queue> zset, :b:<workflow>:<limit key> zset, :bk:<workflow> zset,
--          :br:<workflow> zset, :bw:<workflow> zset, :sl:<workflow> zset, :sk:<workflow> hash, :rl:<workflow>:<limit key> zset,
--          :timers zset, :wt:<id> set, :g:<id> list, :gi:<id> set, :l:<worker> set, :idle:<queue> set, :paused hash, :effect string,
--          :x:<effect> hash, :outbox zset, :m:<minute> hash, :watched string, :change string, :changes list
-- Returns  'promoted', how many were due, ms until the next one is (0 when more are due now, -1 when there is none), by how many ms the
--          earliest was late (-1 when there was none)
-- Atomic, idempotent: any number of schedulers may call it.
-- @include time
-- @include read_run
-- @include end_run
-- @include enter
-- @include has_ended
-- @include set_more
-- @include settle
local guard, limit = KEYS[1], ARGV[1]
local now, woken = now_ms(), {}
local timers = guard .. ':timers'

local function queue_due(r)
  if r and (r.status == 'scheduled' or r.status == 'waiting') then
    if not r.fence then
      set_more(r.key, 'du', redis.call('HGET', r.key, 'd'))
    end
    redis.call('HDEL', r.key, 'd')
    move_run(guard, r.id, r.workflow, r.created, r.status, 'queued')
    enter(guard, now, r, now, r.status == 'waiting', woken)
  end
end

-- Before its first start a run expires; after it, it has taken too long, whoever has it.
local function end_overdue(r)
  if not r or has_ended(r.status) then
    return
  elseif r.status == 'running' then
    redis.call('HINCRBY', r.key, 'f', 1)
    local worker = redis.call('HGET', r.key, 'l')
    redis.call('SREM', guard .. ':l:' .. worker, r.id)
    redis.call('PUBLISH', guard .. ':worker:' .. worker, 'timeout ' .. r.id .. ' ' .. r.fence)
  else
    withdraw(guard, r)
  end
  if r.started then
    fail_run(guard, now, r, 'RunTimedOut', 'The run took longer than its time-out of ' .. r.deadline .. ' ms.', woken)
  else
    end_run(guard, now, r, 'canceled', 'expired', woken)
  end
end

local due = redis.call('ZRANGEBYSCORE', timers, '-inf', now, 'LIMIT', 0, limit)
local late = due[1] and now - redis.call('ZSCORE', timers, due[1]) or -1
for _, member in ipairs(due) do
  local mark = string.sub(member, 1, 1)
  redis.call('ZREM', timers, member)
  if mark == '!' then
    end_overdue(read_run(guard, string.sub(member, 2)))
  elseif mark == '@' then
    local workflow, key = string.match(member, '^@([^\n]+)\n?(.*)$')
    join_round(guard, workflow, key)
    pump(guard, now, workflow, woken)
  else
    queue_due(read_run(guard, member))
  end
end
settle(guard, now, woken)

local next_due = redis.call('ZRANGE', timers, 0, 0, 'WITHSCORES')[2]
return { 'promoted', #due, next_due and math.max(0, next_due - now) or -1, late }
