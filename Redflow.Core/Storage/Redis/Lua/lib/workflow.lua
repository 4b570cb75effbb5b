-- What is registered of a workflow, read once in a call. One that no worker has registered has no limits, loses 3 workers at most, and
-- keeps its runs for 7 days.
local workflows = {}
local function workflow_of(guard, name)
  local w = workflows[name]
  if not w then
    local v = redis.call('HMGET', guard .. ':w:' .. name, 'q', 'y', 'r', 'c', 'ck', 'rn', 'rp', 'rk', 'to', 'ex', 'pz', 'os', 'of', 'oc', 'ql')
    w = {
      queue = v[1], crashes = tonumber(v[2] or 3), retention = v[3] or 604800000,
      limit = v[4] and tonumber(v[4]), key_limit = v[5] and tonumber(v[5]),
      rate = v[6] and tonumber(v[6]), period = v[7] and tonumber(v[7]), rate_per_key = v[8] == '1',
      timeout = v[9], expire = v[10], paused = v[11], succeeded = v[12], failed = v[13], canceled = v[14],
      max_queue = v[15] and tonumber(v[15]),
    }
    w.limited = w.limit or w.key_limit or w.rate
    w.rate_shared = w.rate and not w.rate_per_key
    workflows[name] = w
  end
  return w
end

-- Whether all that may hold up the runs of a workflow is one limit: every key with a backlog is in the round then, always.
local function has_one_limit(w)
  return w.limit and not (w.key_limit or w.rate or w.paused)
end
