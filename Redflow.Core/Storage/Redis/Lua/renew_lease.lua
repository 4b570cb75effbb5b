-- Renews a worker's lease over every run it holds, and tells it what changed behind its back.
-- KEYS[1]  guard
-- ARGV[1]  worker
-- ARGV[2]  lease (ms)
-- ARGV[3]  '1' to give back the runs under the lease that the worker does not name: a claim's reply was lost
-- ARGV[4]  '1' when the worker drains
-- ARGV[5]  two per run that the worker holds, from here on: id, fence
-- Derived  :r:<id> hash, :lg:<id> list, :w:<workflow> hash, :i:<workflow>:<status> zset, :running:<workflow> set, :j:<index> zset,
--          :indexes zset, :k:<workflow>:<key> string, :q:<queue> zset, :b:<workflow>:<limit key> zset, :bk:<workflow> zset,
--          :br:<workflow> zset, :bw:<workflow> zset, :sl:<workflow> zset, :sk:<workflow> hash, :rl:<workflow>:<limit key> zset,
--          :timers zset, :wt:<id> set, :g:<id> list, :gi:<id> set, :l:<worker> set, :workers zset, :wi:<worker> hash, :idle:<queue> set,
--          :paused hash, :effect string, :x:<effect> hash, :outbox zset, :m:<minute> hash, :watched string, :change string,
--          :changes list
-- Returns  'renewed' or 'unregistered' (reaped: register again), the number of runs given back, and lists of ids: lost, ended because they
--          took too long, to be canceled
-- Atomic, idempotent.
-- @include time
-- @include read_run
-- @include give_back
-- @include settle
local guard, worker = KEYS[1], ARGV[1]
local now = now_ms()
local workers = guard .. ':workers'
local word, returned, lost, overdue, canceled, held, woken = 'unregistered', 0, {}, {}, {}, {}, {}

if redis.call('ZSCORE', workers, worker) then
  word = 'renewed'
  redis.call('ZADD', workers, now + ARGV[2], worker)
  if ARGV[4] == '1' then
    redis.call('HSET', guard .. ':wi:' .. worker, 'draining', '1')
  end
end

-- Whether a run has ended at its time-out, while it was held under the fence before: nobody has claimed it since.
local function is_overdue(run, v, fence)
  return v[2] == 'failed' and tonumber(v[1]) == fence + 1
    and string.find(redis.call('HGET', run, 'e'), '{"type":"RunTimedOut"', 1, true) == 1
end

for i = 5, #ARGV, 2 do
  local run = guard .. ':r:' .. ARGV[i]
  local v = redis.call('HMGET', run, 'f', 's', 'x')
  held[ARGV[i]] = true
  if v[1] ~= ARGV[i + 1] or v[2] ~= 'running' then
    local list = is_overdue(run, v, ARGV[i + 1]) and overdue or lost
    list[#list + 1] = ARGV[i]
  elseif v[3] then
    canceled[#canceled + 1] = ARGV[i]
  end
end

if ARGV[3] == '1' then
  local lease = guard .. ':l:' .. worker
  for _, id in ipairs(redis.call('SMEMBERS', lease)) do
    if not held[id] then
      local r = read_run(guard, id)
      redis.call('SREM', lease, id)
      if r and r.status == 'running' then
        give_back(guard, now, r, woken)
      end
      returned = returned + 1
    end
  end
  settle(guard, now, woken)
end
return { word, returned, lost, overdue, canceled }
