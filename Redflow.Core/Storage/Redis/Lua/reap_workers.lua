-- Takes runs back from workers whose lease ran out: each goes to its queue for its next attempt; it ends canceled if that was asked
-- for, and failed if it has lost as many workers as its workflow allows (3 for one that no worker has registered).
-- KEYS[1]  guard
-- ARGV[1]  limit: how many runs, and how many workers, to look at; the caller repeats while there are more
-- ARGV[2]  the longest time between two looks (ms) in which workers were able to renew; after a longer one, an outage or a stall of
--          Redis or of all schedulers, they are given time to
-- ARGV[3]  that time (ms)
-- Derived  :r:<id> hash, :lg:<id> list, :w:<workflow> hash, :i:<workflow>:<status> zset, :running:<workflow> set, :j:<index> zset,
--          :indexes zset, :k:<workflow>:<key> string, :q:<queue> zset, :b:<workflow>:<limit key> zset, :bk:<workflow> zset,
--          :br:<workflow> zset, :bw:<workflow> zset, :sl:<workflow> zset, :sk:<workflow> hash, :rl:<workflow>:<limit key> zset,
--          :timers zset, :wt:<id> set, :g:<id> list, :gi:<id> set, :l:<worker> set, :workers zset, :wi:<worker> hash, :idle:<queue> set,
--          :paused hash, :reaper hash, :effect string, :x:<effect> hash, :outbox zset, :m:<minute> hash,
--          :watched string, :change string, :changes list
-- Returns  'reaped', or 'waiting' for workers to renew; the number of runs taken back; ms until the next lease runs out (0 when there is
--          more to do now, -1 when there is no worker)
-- Atomic, idempotent. A worker is forgotten with its last run; the fence of each run is raised, so that nothing the worker still writes
-- is taken.
-- @include time
-- @include read_run
-- @include give_back
-- @include forget_worker
-- @include set_more
-- @include settle
local guard, limit = KEYS[1], tonumber(ARGV[1])
local now = now_ms()
local workers = guard .. ':workers'
local left, woken = limit, {}

local reaper = guard .. ':reaper'
local looked = redis.call('HMGET', reaper, 'last', 'until')
local wait_until = tonumber(looked[2] or 0)
if now - (looked[1] or now) > tonumber(ARGV[2]) then
  wait_until = now + ARGV[3]
end
redis.call('HSET', reaper, 'last', now, 'until', wait_until)
if wait_until > now then
  return { 'waiting', 0, wait_until - now }
end

local function take_back(r, worker)
  local crashes = r.crashes + 1
  local message = 'The run lost ' .. crashes .. ' workers, the last one ' .. worker .. '.'
  set_more(r.key, 'y', crashes)
  if not r.reason and crashes >= workflow_of(guard, r.workflow).crashes then
    redis.call('HINCRBY', r.key, 'f', 1)
    return fail_run(guard, now, r, 'WorkerLost', message, woken)
  elseif not r.reason then
    set_more(r.key, 'a', r.attempt + 1, 'e:' .. r.attempt, now .. ',' .. error_of('WorkerLost', message))
    redis.call('HDEL', r.key, 'e:' .. r.attempt - 100)
    count(r.workflow, 'retries', 1)
  end
  give_back(guard, now, r, woken)
end

for _, worker in ipairs(redis.call('ZRANGEBYSCORE', workers, '-inf', now, 'LIMIT', 0, limit)) do
  local lease = guard .. ':l:' .. worker
  while left > 0 do
    local id = redis.call('SPOP', lease)
    if not id then
      forget_worker(guard, worker)
      break
    end
    local r = read_run(guard, id)
    if r and r.status == 'running' then
      take_back(r, worker)
    end
    left = left - 1
  end
end
settle(guard, now, woken)

local next_lease = redis.call('ZRANGE', workers, 0, 0, 'WITHSCORES')[2]
return { 'reaped', limit - left, next_lease and math.max(0, next_lease - now) or -1 }
