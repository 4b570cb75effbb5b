-- Stores how steps ended, each only while the run is running under its fence, with what they owe to others.
-- KEYS[1]  guard
-- ARGV     per step: run id, fence, step, status ('S' succeeded, 'F' failed), head (duration ms, attempt, position: each with a comma
--          behind it), payload (result or error), the number of effects, and for each: 'run' and the arguments of its emit (see
--          emit_runs), or 'event', id, name, correlation key, payload, limit keys (see emit_event)
-- Derived  :r:<id> hash, :idle:<queue> set, :paused hash, :effect string, :x:<effect> hash, :outbox zset, :m:<minute> hash
-- Returns  a word and a time per step: 'committed' and when it was stored (Unix ms), 'stale' and now
-- Atomic. Idempotent: a success that is stored stays as it is, and its commit sent again answers 'committed' and owes nothing more.
-- @include time
-- @include read_run
-- @include owe_run
-- @include settle
local guard = KEYS[1]
local now = now_ms()
local replies, i = {}, 1

-- Stores effects from ARGV[i] on, and returns where they end.
local function owe_effects(r, effects)
  for _ = 1, effects do
    if ARGV[i] == 'run' then
      if r then
        owe_run(guard, now, r, i + 1)
      end
      i = i + 20
    else
      if r then
        owe(guard, now, 'event', ARGV[i + 1], 'name', ARGV[i + 2], 'key', ARGV[i + 3], 'payload', ARGV[i + 4], 'limits', ARGV[i + 5])
      end
      i = i + 6
    end
  end
end

while i <= #ARGV do
  local id, field, effects = ARGV[i], 's:' .. ARGV[i + 2], ARGV[i + 6]
  local run = guard .. ':r:' .. id
  local v = redis.call('HMGET', run, 'f', 's', field)
  local stored = nil
  if v[1] ~= ARGV[i + 1] or v[2] ~= 'running' then
    replies[#replies + 1] = 'stale'
    replies[#replies + 1] = now
  else
    local stored_at = string.match(v[3] or '', '^[SB],(%d+),')
    if not stored_at then
      redis.call('HSET', run, field, ARGV[i + 3] .. ',' .. now .. ',' .. ARGV[i + 4] .. ARGV[i + 5])
      stored = { id = id, key = run }
    end
    replies[#replies + 1] = 'committed'
    replies[#replies + 1] = tonumber(stored_at or now)
  end
  i = i + 7
  owe_effects(stored, effects)
end
settle(guard, now, {})
return replies
