-- Creates runs, each queued or scheduled. An id that exists is the same emit sent again and answers as the first did.
-- KEYS[1]  guard: {prefix:p}, declared by every script of the partition, never written
-- ARGV     nineteen per run: id, workflow, queue of an unregistered workflow ('' refuses it), input, run at (Unix ms, or ''), delay (ms,
--          or ''), priority (or '' for 0), idempotency key (or ''), trace parent (or ''), tags (a line feed behind each), how long it
--          holds its key (ms, or ''), what to do when the key is taken ('return', 'failed': take it over from a run that failed or was
--          canceled, 'reject'), limit key (or ''), how long after it is due it may start (ms, or ''), time-out (ms, or ''), parent
--          (or ''), the parent's step, 'cancel' or 'abandon' when the parent ends, '1' when a full queue refuses it (or '')
-- Derived  :r:<id> hash, :w:<workflow> hash, :i:<workflow>:<status> zset, :j:<index> zset, :indexes zset, :k:<workflow>:<key> string,
--          :q:<queue> zset, :b:<workflow>:<limit key> zset, :bk:<workflow> zset, :br:<workflow> zset, :bw:<workflow> zset,
--          :sl:<workflow> zset, :sk:<workflow> hash, :rl:<workflow>:<limit key> zset, :timers zset, :idle:<queue> set, :paused hash,
--          :effect string, :x:<effect> hash, :outbox zset, :m:<minute> hash, :queues set, :workflows zset, :qw:<queue> set
-- Returns  two per run: a word and an id: 'emitted', 'existing' or 'taken' (the id is that of the run that has the key), 'unknown',
--          'full'
-- Atomic. Idempotent by id. A run is created whole or not at all.
-- @include time
-- @include holder_of
-- @include emit_run
-- @include read_run
-- @include owe_done
-- @include queue_length
-- @include settle
local guard = KEYS[1]
local now = now_ms()
local woken, replies = {}, {}

for i = 1, #ARGV, 19 do
  local id, workflow, word = ARGV[i], ARGV[i + 1], 'emitted'
  local w = workflow_of(guard, workflow)
  local queue = w.queue or ARGV[i + 2]
  local existed = redis.call('EXISTS', guard .. ':r:' .. id) == 1
  if not existed then
    local holder, refusal = holder_of(guard, now, workflow, ARGV[i + 7], ARGV[i + 11])
    if holder then
      id, word = holder, refusal
    elseif queue == '' then
      word = 'unknown'
    elseif w.max_queue and ARGV[i + 18] == '1' and queue_length(guard, queue) >= w.max_queue then
      word = 'full'
    else
      if not w.queue then
        redis.call('ZADD', guard .. ':workflows', 0, workflow)
        redis.call('SADD', guard .. ':queues', queue)
      end
      emit_run(guard, now, i, w, queue, woken)
    end
  end
  -- A child that ended before, and whose parent was retried since, is told of again.
  if existed and ARGV[i + 15] ~= '' then
    owe_done(guard, now, read_run(guard, id), ARGV[i + 15], ARGV[i + 16])
  end
  replies[#replies + 1] = word
  replies[#replies + 1] = id
end
settle(guard, now, woken)
return replies
