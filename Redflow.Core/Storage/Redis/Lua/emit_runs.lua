-- Creates runs, each queued or scheduled. An id that exists is the same emit sent again and answers as the first did.
-- KEYS[1]  guard: {prefix:p}, declared by every script of the partition, never written
-- ARGV     nine per run: id, workflow, queue of an unregistered workflow ('' refuses it), input, run at (Unix ms, or ''),
--          delay (ms, or ''), priority, idempotency key (or ''), trace parent (or '')
-- Derived  :r:<id> hash, :w:<workflow> hash, :k:<workflow>:<key> string, :i:<workflow>:<status> zset, :q:<queue> zset, :timers zset,
--          :idle:<queue> set, :workflows set, :queues set
-- Returns  two per run: a word and an id: 'emitted', 'existing' (the id is that of the run that has the key), 'unknown'
-- Atomic. Idempotent by id. A run is created whole or not at all.
-- @include time
-- @include make_ready
-- @include add_timer
local guard = KEYS[1]
local now = now_ms()
local queues, woken, replies = {}, {}, {}

for i = 1, #ARGV, 9 do
  local id, workflow, input, priority, key, trace = ARGV[i], ARGV[i + 1], ARGV[i + 3], ARGV[i + 6], ARGV[i + 7], ARGV[i + 8]
  local run = guard .. ':r:' .. id
  local word, holder = 'emitted', id

  if queues[workflow] == nil then
    queues[workflow] = redis.call('HGET', guard .. ':w:' .. workflow, 'q')
  end
  local queue = queues[workflow] or ARGV[i + 2]

  if redis.call('EXISTS', run) == 0 then
    local taken = key ~= '' and redis.call('GET', guard .. ':k:' .. workflow .. ':' .. key)
    if taken and redis.call('EXISTS', guard .. ':r:' .. taken) == 1 then
      word, holder = 'existing', taken
    elseif queue == '' then
      word = 'unknown'
    else
      local due = ARGV[i + 4] ~= '' and tonumber(ARGV[i + 4]) or now + (ARGV[i + 5] ~= '' and ARGV[i + 5] or 0)
      local status = due > now and 'scheduled' or 'queued'
      redis.call('HSET', run, 'w', workflow, 'q', queue, 's', status, 'i', input, 'c', now)
      if priority ~= '0' then
        redis.call('HSET', run, 'p', priority)
      end
      if trace ~= '' then
        redis.call('HSET', run, 't', trace)
      end
      if key ~= '' then
        redis.call('HSET', run, 'k', key)
        redis.call('SET', guard .. ':k:' .. workflow .. ':' .. key, id)
      end
      if not queues[workflow] then
        redis.call('SADD', guard .. ':workflows', workflow)
        redis.call('SADD', guard .. ':queues', queue)
      end
      redis.call('ZADD', guard .. ':i:' .. workflow .. ':' .. status, now, id)
      if status == 'scheduled' then
        redis.call('HSET', run, 'd', due)
        add_timer(guard, id, due)
      else
        make_ready(guard, id, run, queue, priority, now, woken)
      end
    end
  end
  replies[#replies + 1] = word
  replies[#replies + 1] = holder
end

wake_all(guard, woken)
return replies
