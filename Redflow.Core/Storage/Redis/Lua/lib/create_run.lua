-- @include index_run
-- @include key_holder
-- @include set_more
-- @include time
-- Stores a run; the caller queues it.
local STORED = { 'p', 'k', 'u', 'j', 'P', 'N' }
local function create_run(guard, now, id, workflow, input, options, queue)
  local r = {
    id = id, key = guard .. ':r:' .. id, workflow = workflow, queue = queue, status = 'queued', priority = options.p or 0, created = stamp,
    idempotency_key = options.k, limit_key = options.u or '',
  }
  redis.call('HSET', r.key, 'w', workflow, 's', 'queued', 'c', stamp, 'm', options.t and 't' or '0', 'i', input,
    'q', queue)
  if next(options) == nil then
    return r
  end
  for _, field in ipairs(STORED) do
    if options[field] then
      set_more(r.key, field, options[field])
    end
  end
  if options.t then
    redis.call('HSET', r.key, 't', options.t)
  end
  if options.g then
    redis.call('HSET', r.key, 'g', options.g)
    for tag in string.gmatch(options.g, '[^\n]+') do
      index_run(guard, 't:' .. tag, r)
    end
  end
  if options.P then
    index_run(guard, 'p:' .. options.P, r)
  end
  if options.k then
    local key, held = stored_key(guard, r), options.kt
    if not held then
      redis.call('SET', key, r.id)
    else
      local held_until = string.format('%.0f', now + held)
      redis.call('SET', key, r.id .. ',' .. held_until, 'PX', held)
      redis.call('HSET', r.key, 'ku', held_until)
    end
  end
  return r
end
