-- Takes in how passes ended and gives the worker runs for the room it has: one call for both.
-- KEYS[1]  guard
-- ARGV[1]  worker
-- ARGV[2]  room: how many runs to claim at most
-- ARGV[3]  the number of queues; the queues follow, then the passes, each as: how many arguments it takes, then id, fence, outcome
--          ('succeeded', 'failed', 'retry', 'canceled', 'suspended', 'released'), payload (output or error, or ''), delay (ms),
--          signature of the error (see lib/end_run, or ''), the number of waits, and the waits (see lib/suspend)
-- Derived  :r:<id> hash, :w:<workflow> hash, :i:<workflow>:<status> zset, :j:<index> zset, :indexes set, :k:<workflow>:<key> string,
--          :q:<queue> zset, :b:<workflow>:<limit key> zset, :bk:<workflow> zset, :br:<workflow> zset, :sl:<workflow> zset,
--          :sk:<workflow> hash, :rl:<workflow>:<limit key> zset, :timers zset, :n:<id> set, :wt:<id> set, :g:<id> list, :gi:<id> set,
--          :l:<worker> set, :workers zset, :idle:<queue> set, :paused hash, :effect string, :x:<effect> hash, :outbox zset,
--          :m:<minute> hash
-- Returns  the time (Unix ms), 'claimed' or 'unregistered' (the lease ran out: nothing was claimed), a list with 'done' or 'stale' for
--          each pass, a list of claimed runs: id, fence, workflow, queue, attempt, crashes, created, input, trace parent, attempts before
--          a retry in place, steps; and how many effects are in the outbox
-- Atomic. A pass handed in twice is applied once. Claims are not repeated: a lost reply is settled by the next renewal.
-- @include time
-- @include finish_pass
-- @include claim_run
-- @include settle
local guard, worker, room = KEYS[1], ARGV[1], tonumber(ARGV[2])
local now = now_ms()
local first_pass = 4 + ARGV[3]
local woken, finished, claimed, ids, blocked = {}, {}, {}, {}, {}

local i = first_pass
while i <= #ARGV do
  finished[#finished + 1] = finish_pass(guard, now, worker, woken, i + 1)
  i = i + 1 + ARGV[i]
end

local lease = redis.call('ZSCORE', guard .. ':workers', worker)
local word = lease and tonumber(lease) > now and 'claimed' or 'unregistered'
local paused = first_pass > 4 and redis.call('HMGET', guard .. ':paused', unpack(ARGV, 4, first_pass - 1)) or {}
if word == 'claimed' then
  for q = 4, first_pass - 1 do
    local popped = room > 0 and not paused[q - 3] and redis.call('ZPOPMIN', guard .. ':q:' .. ARGV[q], room) or {}
    for j = 1, #popped, 2 do
      local run = claim_run(guard, now, worker, popped[j], popped[j + 1], blocked)
      if run then
        claimed[#claimed + 1] = run
        ids[#ids + 1] = run[1]
        room = room - 1
      end
    end
  end
  if #ids > 0 then
    redis.call('SADD', guard .. ':l:' .. worker, unpack(ids))
  end
  for workflow in pairs(blocked) do
    pump(guard, now, workflow, woken)
  end
end

for q = 4, first_pass - 1 do
  local queue = ARGV[q]
  if word == 'claimed' and room > 0 then
    redis.call('SADD', guard .. ':idle:' .. queue, worker)
  else
    redis.call('SREM', guard .. ':idle:' .. queue, worker)
    if not paused[q - 3] and redis.call('EXISTS', guard .. ':q:' .. queue) == 1 then
      woken[queue] = true
    end
  end
end
settle(guard, now, woken)
return { now, word, finished, claimed, redis.call('ZCARD', guard .. ':outbox') }
