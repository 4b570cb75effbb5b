-- @include index_run
-- @include key_holder
-- Stores a run whose emit has its arguments (see emit_runs) from ARGV[i] on; the caller queues it.
local OPTIONAL = { [6] = 'p', [7] = 'k', [8] = 't', [9] = 'g', [12] = 'u', [14] = 'j', [15] = 'P', [16] = 'N' }
local function create_run(guard, now, i, queue)
  local r = {
    id = ARGV[i], workflow = ARGV[i + 1], queue = queue, priority = ARGV[i + 6] ~= '' and ARGV[i + 6] or 0, created = now,
    idempotency_key = ARGV[i + 7], limit_key = ARGV[i + 12],
  }
  r.key = guard .. ':r:' .. r.id
  redis.call('HSET', r.key, 'w', r.workflow, 'q', queue, 'i', ARGV[i + 3], 'c', now)
  for j, field in pairs(OPTIONAL) do
    if ARGV[i + j] ~= '' then
      redis.call('HSET', r.key, field, ARGV[i + j])
    end
  end
  for tag in string.gmatch(ARGV[i + 9], '[^\n]+') do
    index_run(guard, 't:' .. tag, r)
  end
  if ARGV[i + 15] ~= '' then
    index_run(guard, 'p:' .. ARGV[i + 15], r)
  end
  if ARGV[i + 7] ~= '' then
    local key, held = stored_key(guard, r), ARGV[i + 10]
    if held == '' then
      redis.call('SET', key, r.id)
    else
      local held_until = string.format('%.0f', now + held)
      redis.call('SET', key, r.id .. ',' .. held_until, 'PX', held)
      redis.call('HSET', r.key, 'ku', held_until)
    end
  end
  return r
end
