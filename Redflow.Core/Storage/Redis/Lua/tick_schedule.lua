-- Starts runs of a schedule, notes what became of its instants, and advances it.
-- KEYS[1]  guard
-- ARGV[1]  id
-- ARGV[2]  version of the definition, as it was read
-- ARGV[3]  'fired' for its own ticks, which advance it; 'triggered' or 'backfilled' for runs that somebody asked for
-- ARGV[4]  its next instant, as it was read (Unix ms, or '' when none was planned)
-- ARGV[5]  the instant that follows (Unix ms, or '' when there is none)
-- ARGV[6]  when that one is due (Unix ms, or '')
-- ARGV[7]  what becomes of a tick at the workflow's limit: 'skip', 'one', 'all', 'cancel', 'allow'
-- ARGV[8]  how many ticks fire at most (or '')
-- ARGV[9]  the number of instants that were missed; those follow, and then per run: its instant, and the arguments of its emit (see
--          emit_runs), but for the input, which is the schedule's
-- Derived  :schedule:<id> hash, :ticks zset, :history:<id> list, :r:<id> hash, :lg:<id> list, :w:<workflow> hash,
--          :i:<workflow>:<status> zset, :running:<workflow> set, :j:<index> zset, :indexes zset, :k:<workflow>:<key> string,
--          :q:<queue> zset, :b:<workflow>:<limit key> zset, :bk:<workflow> zset, :br:<workflow> zset, :bw:<workflow> zset,
--          :sl:<workflow> zset, :sk:<workflow> hash, :rl:<workflow>:<limit key> zset, :timers zset, :wt:<id> set, :g:<id> list,
--          :gi:<id> set, :idle:<queue> set, :paused hash, :effect string, :x:<effect> hash, :outbox zset, :m:<minute> hash, :qw:<queue> set,
--          :watched string, :change string, :changes list
-- Returns  the time (Unix ms), 'ticked' or 'stale' (the schedule has moved on: nothing was done), and two per run: 'started' and its id, or
--          'skipped' and why: 'limit', 'queued' (one waits already), 'full', 'unknown' (the workflow is), 'existing' (the run is there)
-- Atomic. Idempotent: its own ticks by the instant that was read, the others by the ids of their runs.
-- @include time
-- @include start_tick
-- @include settle
local guard, id, kind, overlap, most = KEYS[1], ARGV[1], ARGV[3], ARGV[7], tonumber(ARGV[8])
local stored, history = guard .. ':schedule:' .. id, guard .. ':history:' .. id
local now, woken = now_ms(), {}
local v = redis.call('HMGET', stored, 'v', 'n', 'en', 'i', 'fc', 'lr', 'lq')
if v[1] ~= ARGV[2] or kind == 'fired' and ((v[2] or '') ~= ARGV[4] or v[3] ~= '1') then
  return { now, 'stale' }
end
local fired = tonumber(v[5])
local schedule = { key = stored, overlap = kind == 'fired' and overlap or 'allow', input = v[4], last = v[6], queued = v[7] }

local function note(planned, outcome, detail)
  redis.call('LPUSH', history, planned .. ' ' .. now .. ' ' .. outcome .. ' ' .. detail)
end

local first = 10 + ARGV[9]
for i = 10, first - 1 do
  note(ARGV[i], 'missed', '')
end
local replies = {}
replies[1], replies[2] = now, 'ticked'
local i = first
while i <= #ARGV and not (kind == 'fired' and most and fired >= most) do
  local options, past = read_options(i + 1)
  local why = start_tick(guard, now, schedule, i + 1, options, woken)
  if not why and kind == 'fired' then
    fired = fired + 1
    redis.call('HSET', stored, 'lp', ARGV[i], 'fc', fired)
  end
  if not why or kind == 'fired' then
    note(ARGV[i], why and 'skipped' or kind, why or ARGV[i + 1])
  end
  replies[#replies + 1] = why and 'skipped' or 'started'
  replies[#replies + 1] = why or ARGV[i + 1]
  i = past
end
redis.call('LTRIM', history, 0, 999)

if kind == 'fired' and (ARGV[5] == '' or most and fired >= most) then
  redis.call('HSET', stored, 'n', '-')
  redis.call('ZREM', guard .. ':ticks', id)
elseif kind == 'fired' then
  redis.call('HSET', stored, 'n', ARGV[5])
  redis.call('ZADD', guard .. ':ticks', ARGV[6], id)
end
settle(guard, now, woken)
return replies
