-- Reads what the transitions of a run go by; nil when there is no such run.
local function read_run(guard, id)
  local key = guard .. ':r:' .. id
  local v = redis.call('HMGET', key, 'w', 's', 'f', 'c', 'q', 'p', 'u', 'a', 'y', 'x', 'k', 'n', 'b', 'h', 'P', 'N', 'C', 'G', 'W', 'l',
    'L', 'cp', 'wk', 'E')
  return v[1] and {
    id = id, key = key, workflow = v[1], status = v[2], fence = v[3], created = v[4], queue = v[5], priority = v[6] or 0,
    limit_key = v[7] or '', attempt = v[8] or 1, crashes = v[9] or 0, reason = v[10], idempotency_key = v[11], awaited = v[12],
    started = v[13], deadline = v[14], parent = v[15], parent_step = v[16], children = v[17], signals = v[18], watched = v[19],
    worker = v[20], logged = v[21], compensable = v[22], woken = v[23], awaits = v[24],
  } or nil
end
