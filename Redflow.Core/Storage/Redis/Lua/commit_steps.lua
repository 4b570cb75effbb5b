-- Stores how steps ended, each only while the run is running under its fence, with what they owe to others.
-- KEYS[1]  guard
-- ARGV     per step: run id, fence, step, status ('S' succeeded, 'F' failed), head (duration ms, attempt, position: each with a comma
--          behind it), payload (result or error), the number of effects, and for each: 'run' and the arguments of its emit (see
--          emit_runs), or 'event', id, name, correlation key, payload, limit keys, trace parent (see emit_event)
-- Derived  :r:<id> hash, :idle:<queue> set, :paused hash, :effect string, :x:<effect> hash, :outbox zset, :m:<minute> hash,
--          :watched string, :change string, :changes list
-- Returns  the time (Unix ms), when all steps were stored but those for which there is an answer; three for each answer: which step of the call
--          it is about, from 1, and 'committed' and when it was stored before (Unix ms), or 'stale' and 0
-- Atomic. Idempotent: a success that is stored stays as it is, and its commit sent again answers 'committed' and owes nothing more.
-- @include time
-- @include changes
-- @include owe_run
-- @include settle
local guard = KEYS[1]
local now = now_ms()
local replies, i, number, between = { now }, 1, 0, ',' .. stamp .. ','

-- Stores effects from ARGV[i] on, and returns where they end.
local function owe_effects(r, effects)
  for _ = 1, effects do
    if ARGV[i] == 'run' then
      i = owe_run(guard, now, r, i + 1)
    else
      if r then
        owe(guard, now, 'event', ARGV[i + 1], 'name', ARGV[i + 2], 'key', ARGV[i + 3], 'payload', ARGV[i + 4], 'limits', ARGV[i + 5],
          'trace', ARGV[i + 6])
      end
      i = i + 7
    end
  end
end

-- Stores how a step has ended, unless a success of it is stored already. Returns when that was.
local function store_step(run, field, value)
  if redis.call('HSETNX', run, field, value) == 1 then
    return nil
  end
  local stored_at = string.match(redis.call('HGET', run, field), '^[SB],(%d+),')
  if not stored_at then
    redis.call('HSET', run, field, value)
  end
  return stored_at
end

while i <= #ARGV do
  local id, effects, owed_by = ARGV[i], ARGV[i + 6], nil
  local run = guard .. ':r:' .. id
  local v = redis.call('HMGET', run, 's', 'f')
  number = number + 1
  if v[1] ~= 'running' or v[2] ~= ARGV[i + 1] then
    replies[#replies + 1] = number
    replies[#replies + 1] = 'stale'
    replies[#replies + 1] = 0
  else
    local stored_at = store_step(run, 's:' .. ARGV[i + 2], ARGV[i + 3] .. between .. ARGV[i + 4] .. ARGV[i + 5])
    if is_watched(guard) then
      note_change(id, 'running', redis.call('HGET', run, 'w'))
    end
    owed_by = not stored_at and effects ~= '0' and { id = id, key = run }
    if stored_at then
      replies[#replies + 1] = number
      replies[#replies + 1] = 'committed'
      replies[#replies + 1] = tonumber(stored_at)
    end
  end
  i = i + 7
  if effects ~= '0' then
    owe_effects(owed_by, effects)
  end
end
settle(guard, now, {})
return replies
