-- Ends a worker's lease when it shuts down: what it still holds goes back into the queues at once, the attempts not counted.
-- KEYS[1]  guard
-- ARGV[1]  worker
-- Derived  :r:<id> hash, :lg:<id> list, :w:<workflow> hash, :i:<workflow>:<status> zset, :running:<workflow> set, :j:<index> zset,
--          :indexes zset, :k:<workflow>:<key> string, :q:<queue> zset, :b:<workflow>:<limit key> zset, :bk:<workflow> zset,
--          :br:<workflow> zset, :bw:<workflow> zset, :sl:<workflow> zset, :sk:<workflow> hash, :rl:<workflow>:<limit key> zset,
--          :timers zset, :wt:<id> set, :g:<id> list, :gi:<id> set, :l:<worker> set, :workers zset, :wi:<worker> hash, :idle:<queue> set,
--          :paused hash, :effect string, :x:<effect> hash, :outbox zset, :m:<minute> hash, :watched string, :change string, :changes list
-- Returns  'released'
-- Atomic, idempotent.
-- @include time
-- @include read_run
-- @include give_back
-- @include forget_worker
-- @include settle
local guard, worker = KEYS[1], ARGV[1]
local now, woken = now_ms(), {}
for _, id in ipairs(redis.call('SMEMBERS', guard .. ':l:' .. worker)) do
  local r = read_run(guard, id)
  if r and r.status == 'running' then
    give_back(guard, now, r, woken)
  end
end
forget_worker(guard, worker)
settle(guard, now, woken)
return 'released'
