-- Takes in how passes ended and gives the worker runs for the room it has: one call for both.
-- KEYS[1]  guard
-- ARGV[1]  worker
-- ARGV[2]  room: how many runs to claim at most
-- ARGV[3]  the number of queues; the queues follow, then the passes, each as: id, fence, outcome ('succeeded', 'failed', 'retry',
--          'canceled', 'suspended', 'released'), payload (output or error, or ''), delay (ms), the number of waits, and for each wait
--          its step, position and delay (ms)
-- Derived  :workers zset, :l:<worker> set, :r:<id> hash, :q:<queue> zset, :i:<workflow>:<status> zset, :idle:<queue> set, :timers zset,
--          :w:<workflow> hash, :k:<workflow>:<key> string, :n:<id> set
-- Returns  the time (Unix ms), 'claimed' or 'unregistered' (the lease ran out: nothing was claimed), a list with 'done' or 'stale' for
--          each pass, a list of claimed runs: id, fence, workflow, queue, attempt, crashes, created, input, trace parent, steps
-- Atomic. A pass handed in twice is applied once. Claims are not repeated: a lost reply is settled by the next renewal.
-- @include time
-- @include finish_pass
-- @include claim_run
local guard, worker, room = KEYS[1], ARGV[1], tonumber(ARGV[2])
local now = now_ms()
local first_pass = 4 + ARGV[3]
local woken, finished, claimed, ids = {}, {}, {}, {}

local i = first_pass
while i <= #ARGV do
  local waits = tonumber(ARGV[i + 5])
  finished[#finished + 1] =
    finish_pass(guard, now, worker, woken, ARGV[i], ARGV[i + 1], ARGV[i + 2], ARGV[i + 3], ARGV[i + 4], waits, i + 6)
  i = i + 6 + waits * 3
end

local lease = redis.call('ZSCORE', guard .. ':workers', worker)
local word = lease and tonumber(lease) > now and 'claimed' or 'unregistered'
if word == 'claimed' then
  for q = 4, first_pass - 1 do
    if room <= 0 then
      break
    end
    local popped = redis.call('ZPOPMIN', guard .. ':q:' .. ARGV[q], room)
    for j = 1, #popped, 2 do
      local run = claim_run(guard, now, worker, ARGV[q], popped[j])
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
end

for q = 4, first_pass - 1 do
  local queue = ARGV[q]
  if word == 'claimed' and room > 0 then
    redis.call('SADD', guard .. ':idle:' .. queue, worker)
  else
    redis.call('SREM', guard .. ':idle:' .. queue, worker)
    if redis.call('EXISTS', guard .. ':q:' .. queue) == 1 then
      woken[queue] = true
    end
  end
end
wake_all(guard, woken)
return { now, word, finished, claimed }
