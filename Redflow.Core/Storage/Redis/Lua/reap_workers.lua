-- Takes runs back from workers whose lease ran out: each goes to its queue for its next attempt; it ends canceled if that was asked
-- for, and failed if it has lost as many workers as its workflow allows (3 for one that no worker has registered).
-- KEYS[1]  guard
-- ARGV[1]  limit: how many runs, and how many workers, to look at; the caller repeats while there are more
-- ARGV[2]  the longest time between two looks (ms) in which workers were able to renew; after a longer one, an outage or a stall of
--          Redis or of all schedulers, they are given time to
-- ARGV[3]  that time (ms)
-- Derived  :workers zset, :l:<worker> set, :wi:<worker> hash, :r:<id> hash, :q:<queue> zset, :i:<workflow>:<status> zset,
--          :idle:<queue> set, :w:<workflow> hash, :k:<workflow>:<key> string, :n:<id> set, :reaper hash
-- Returns  'reaped', or 'waiting' for workers to renew, the number of runs taken back, ms until the next lease runs out (0 when there is more to do now, -1 when no worker)
-- Atomic, idempotent. A worker is forgotten with its last run; the fence of each run is raised, so that nothing the worker still writes is taken.
-- @include time
-- @include end_run
-- @include make_ready
-- @include forget_worker
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

for _, worker in ipairs(redis.call('ZRANGEBYSCORE', workers, '-inf', now, 'LIMIT', 0, limit)) do
  local lease = guard .. ':l:' .. worker
  while left > 0 do
    local id = redis.call('SPOP', lease)
    if not id then
      forget_worker(guard, worker)
      break
    end
    local run = guard .. ':r:' .. id
    local v = redis.call('HMGET', run, 's', 'w', 'c', 'q', 'p', 'x', 'a', 'y', 'k', 'n')
    if v[1] == 'running' then
      local workflow, created, crashes = v[2], v[3], (v[8] or 0) + 1
      redis.call('HINCRBY', run, 'f', 1)
      redis.call('HSET', run, 'y', crashes)
      if v[6] then
        end_run(guard, id, run, now, workflow, created, v[9], v[10], 'running', 'canceled', 'x', v[6])
      elseif crashes >= tonumber(redis.call('HGET', guard .. ':w:' .. workflow, 'y') or 3) then
        local message = 'The run lost ' .. crashes .. ' workers, the last one ' .. worker .. '.'
        end_run(guard, id, run, now, workflow, created, v[9], v[10], 'running', 'failed', 'e',
          '{"type":"WorkerLost","message":"' .. message .. '"}')
      else
        redis.call('HSET', run, 'a', (v[7] or 1) + 1)
        move_run(guard, id, workflow, created, 'running', 'queued')
        make_ready(guard, id, run, v[4], v[5], created, woken)
      end
    end
    left = left - 1
  end
end
wake_all(guard, woken)

local next_lease = redis.call('ZRANGE', workers, 0, 0, 'WITHSCORES')[2]
return { 'reaped', limit - left, next_lease and math.max(0, next_lease - now) or -1 }
