-- Renews a worker's lease over every run it holds, and tells it what changed behind its back.
-- KEYS[1]  guard
-- ARGV[1]  worker
-- ARGV[2]  lease (ms)
-- ARGV[3]  '1' to give back the runs under the lease that the worker does not name: a claim's reply was lost
-- ARGV[4]  two per run that the worker holds, from here on: id, fence
-- Derived  :workers zset, :l:<worker> set, :r:<id> hash, :q:<queue> zset, :i:<workflow>:<status> zset, :idle:<queue> set,
--          :w:<workflow> hash, :k:<workflow>:<key> string, :n:<id> set
-- Returns  'renewed' or 'unregistered' (reaped: register again), the number of runs given back, a list of lost ids, a list of ids to cancel
-- Atomic, idempotent.
-- @include time
-- @include give_back
local guard, worker = KEYS[1], ARGV[1]
local now = now_ms()
local workers = guard .. ':workers'
local word, returned, lost, canceled, held, woken = 'unregistered', 0, {}, {}, {}, {}

if redis.call('ZSCORE', workers, worker) then
  word = 'renewed'
  redis.call('ZADD', workers, now + ARGV[2], worker)
end

for i = 4, #ARGV, 2 do
  local v = redis.call('HMGET', guard .. ':r:' .. ARGV[i], 'f', 's', 'x')
  held[ARGV[i]] = true
  if v[1] ~= ARGV[i + 1] or v[2] ~= 'running' then
    lost[#lost + 1] = ARGV[i]
  elseif v[3] then
    canceled[#canceled + 1] = ARGV[i]
  end
end

if ARGV[3] == '1' then
  local lease = guard .. ':l:' .. worker
  for _, id in ipairs(redis.call('SMEMBERS', lease)) do
    if not held[id] then
      redis.call('SREM', lease, id)
      give_back(guard, id, now, woken)
      returned = returned + 1
    end
  end
  wake_all(guard, woken)
end
return { word, returned, lost, canceled }
