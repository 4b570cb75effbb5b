-- @include is_awaited
-- Reads what the transitions of a run go by; nil when there is no such run. What few runs have is read only where set_more has marked it.
local function read_run(guard, id)
  local key = guard .. ':r:' .. id
  local v = redis.call('HMGET', key, 'w', 's', 'c', 'm', 'q', 'f', 'b')
  if not v[1] then
    return nil
  end
  local mark = v[4]
  local r = {
    id = id, key = key, workflow = v[1], status = v[2], created = v[3], mark = mark, awaited = is_awaited(mark), queue = v[5], fence = v[6],
    started = v[7], priority = 0, limit_key = '', attempt = 1, crashes = 0,
  }
  if mark == '1' then
    local more = redis.call('HMGET', key, 'p', 'u', 'a', 'y', 'x', 'k', 'n', 'h', 'P', 'N', 'C', 'G', 'W', 'L', 'cp', 'wk', 'E')
    r.priority, r.limit_key, r.attempt, r.crashes = more[1] or 0, more[2] or '', more[3] or 1, more[4] or 0
    r.reason, r.idempotency_key, r.awaited, r.deadline, r.parent, r.parent_step = more[5], more[6], more[7], more[8], more[9], more[10]
    r.children, r.signals, r.watched, r.logged, r.compensable = more[11], more[12], more[13], more[14], more[15]
    r.woken, r.awaits = more[16], more[17]
  end
  return r
end
