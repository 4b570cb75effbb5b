-- Takes in how passes ended and gives the worker runs for the room it has: one call for both.
-- KEYS[1]  guard
-- ARGV[1]  worker
-- ARGV[2]  room: how many runs to claim at most
-- ARGV[3]  the number of queues; the queues follow, then the passes, each as: how many arguments it takes, then id, fence, outcome
--          ('succeeded', 'failed', 'retry', 'canceled', 'suspended', 'released', or 'declined' when its handler was not entered), payload
--          (output or error, or ''), delay (ms), signature of the error (see lib/end_run, or ''), workflow, when the run was created and
--          first claimed (Unix ms; all three or ''), the trace parent of the pass (or ''), the number of waits, and the waits (see
--          lib/begin_wait)
-- Derived  :r:<id> hash, :lg:<id> list, :w:<workflow> hash, :i:<workflow>:<status> zset, :running:<workflow> set, :j:<index> zset,
--          :indexes zset, :k:<workflow>:<key> string, :q:<queue> zset, :b:<workflow>:<limit key> zset, :bk:<workflow> zset,
--          :br:<workflow> zset, :bw:<workflow> zset, :sl:<workflow> zset, :sk:<workflow> hash, :rl:<workflow>:<limit key> zset,
--          :timers zset, :wt:<id> set, :g:<id> list, :gi:<id> set, :l:<worker> set, :workers zset, :idle:<queue> set, :paused hash,
--          :effect string, :x:<effect> hash, :outbox zset, :m:<minute> hash, :watched string, :change string, :changes list
-- Returns  the time (Unix ms), 'claimed', 'cut' (the same, but there may be more, which the reply is too long for) or 'unregistered' (the
--          lease ran out: nothing was claimed), a list with 'done' or 'stale' for each pass, a list of claimed runs: id, workflow, queue,
--          created, input, trace parent (or ''), and of one that was claimed before or has more than every run has: fence (else the time),
--          attempt, crashes, attempts before a retry in place, steps, first claimed (of a compensation: its source), '1' when it has
--          compensations (or ''), the run that it compensates (or ''), since when it could have gone on (Unix ms; '' when not known), the
--          trace parents of the pass before and of what woke it (or ''); and how many effects are in the outbox
-- Atomic. A pass handed in twice is applied once. Claims are not repeated: a lost reply is settled by the next renewal.
-- @include time
-- @include finish_pass
-- @include claim_from
-- @include pump_later
-- @include settle
local guard, worker = KEYS[1], ARGV[1]
local now = now_ms()
local first_pass = 4 + ARGV[3]
local woken, finished = {}, {}
local claims = { room = tonumber(ARGV[2]), bytes = 0, passed = 0, runs = {}, ids = {}, blocked = {} }

local i, let_go = first_pass, {}
while i <= #ARGV do
  local word = finish_pass(guard, now, woken, i + 1)
  finished[#finished + 1] = word
  if word == 'done' then
    let_go[#let_go + 1] = ARGV[i + 1]
  end
  i = i + 1 + ARGV[i]
end
if #let_go > 0 then
  redis.call('SREM', guard .. ':l:' .. worker, unpack(let_go))
end

local lease = redis.call('ZSCORE', guard .. ':workers', worker)
local word = lease and tonumber(lease) > now and 'claimed' or 'unregistered'
local paused = first_pass > 4 and redis.call('HMGET', guard .. ':paused', unpack(ARGV, 4, first_pass - 1)) or {}

if word == 'claimed' then
  pump_all(guard, now, woken)
  write_sets()
  for q = 4, first_pass - 1 do
    if claims.room > 0 and claims.bytes < MOST_BYTES and not paused[q - 3] then
      claim_from(guard, now, worker, ARGV[q], claims)
    end
  end
  if #claims.ids > 0 then
    redis.call('SADD', guard .. ':l:' .. worker, unpack(claims.ids))
  end
  for workflow in pairs(claims.blocked) do
    pump(guard, now, workflow, woken)
  end
  if claims.room > 0 and claims.bytes >= MOST_BYTES then
    word = 'cut'
  end
end

write_sets()
local is_idle = word == 'claimed' and claims.room > 0
for q = 4, first_pass - 1 do
  local queue = ARGV[q]
  redis.call(is_idle and 'SADD' or 'SREM', guard .. ':idle:' .. queue, worker)
  if (not is_idle or claims.passed >= 100) and not paused[q - 3] and redis.call('EXISTS', guard .. ':q:' .. queue) == 1 then
    woken[queue] = true
  end
end
settle(guard, now, woken)
return { now, word, finished, claims.runs, redis.call('ZCARD', guard .. ':outbox') }
