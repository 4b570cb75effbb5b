-- Creates runs, each queued or scheduled. An id that exists is the same emit sent again.
-- KEYS[1]  guard: {prefix:p}, declared by every script of the partition, never written
-- ARGV     per run: id, workflow, input, how many arguments follow, and those, names and values in turn of what it has: 'dq' queue if no
--          worker has registered the workflow (without it such an emit is refused), 'at' run at (Unix ms), 'in' delay (ms), 'p'
--          priority, 'k' idempotency key, 't' trace parent, 'g' tags (a line feed behind each), 'kt' how long it holds its key (ms), 'kr'
--          what to do when the key is taken besides returning the run that has it ('failed': take it over from a run that failed or was
--          canceled, 'reject'), 'u' limit key, 'ex' how long after it is due it may start (ms), 'j' time-out (ms), 'P' parent, 'N' the
--          parent's step, 'oc' 'cancel' when it is canceled with its parent, 'nb' '1' when a full queue takes it
-- Derived  :r:<id> hash, :w:<workflow> hash, :i:<workflow>:<status> zset, :running:<workflow> set, :j:<index> zset, :indexes zset,
--          :k:<workflow>:<key> string, :q:<queue> zset, :b:<workflow>:<limit key> zset, :bk:<workflow> zset, :br:<workflow> zset,
--          :bw:<workflow> zset, :sl:<workflow> zset, :sk:<workflow> hash, :rl:<workflow>:<limit key> zset, :timers zset, :idle:<queue> set,
--          :paused hash, :effect string, :x:<effect> hash, :outbox zset, :m:<minute> hash, :queues set, :workflows zset, :qw:<queue> set,
--          :watched string, :change string, :changes list
-- Returns  when runs were emitted (Unix ms); three for each that was not: which one of the call it is, from 1, a word and an id: 'again' (it
--          exists), 'existing' or 'taken' (by the run with that id), 'unknown', 'full'; last the registered workflows and their queues in turn
-- Atomic. Idempotent by id. A run is created whole or not at all.
-- @include time
-- @include any_exists
-- @include holder_of
-- @include emit_run
-- @include read_run
-- @include read_queues
-- @include owe_done
-- @include plain
-- @include queue_length
-- @include settle
local guard = KEYS[1]
local now = now_ms()
local woken, replies = {}, { now }

-- Emits a run that has more than every run has, or the workflow of which asks for more. Returns a word and an id when it is refused.
local function emit(id, workflow, input, options)
  local w = workflow_of(guard, workflow)
  local queue = w.queue or options.dq
  local holder, refusal
  if options.k then
    holder, refusal = holder_of(guard, now, workflow, options.k, options.kr)
  end
  if holder then
    return refusal, holder
  elseif not queue then
    return 'unknown', id
  elseif w.max_queue and not options.nb and queue_length(guard, queue) >= w.max_queue then
    return 'full', id
  elseif not w.queue then
    redis.call('ZADD', guard .. ':workflows', 0, workflow)
    redis.call('SADD', guard .. ':queues', queue)
  end
  emit_run(guard, now, id, workflow, input, options, w, queue, woken)
  return nil
end

local i, number, may_exist = 1, 0, any_exists(guard)
while i <= #ARGV do
  local id, workflow = ARGV[i], ARGV[i + 1]
  local options, past = read_options(i)
  local word, other
  number = number + 1
  local p = has_no_more(options) and plain_of(guard, workflow)
  if p and not may_exist then
    emit_plain(guard, p, id, ARGV[i + 2], options.t, woken)
  elseif not (may_exist and redis.call('EXISTS', guard .. ':r:' .. id) == 1) then
    word, other = emit(id, workflow, ARGV[i + 2], options)
  else
    word, other = 'again', id
    if options.P then
      -- A child that ended before, and whose parent was retried since, is told of again.
      owe_done(guard, now, read_run(guard, id), options.P, options.N)
    end
  end
  if word then
    local n = #replies
    replies[n + 1], replies[n + 2], replies[n + 3] = number, word, other
  end
  i = past
end
settle(guard, now, woken)
replies[#replies + 1] = read_queues()
return replies
