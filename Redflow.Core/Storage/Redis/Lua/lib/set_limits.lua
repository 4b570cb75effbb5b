-- @include pump
-- Sets the limits of a workflow, five arguments from `i` on: slots, slots per key, starts, in which period (ms), '1' when that is each key's
-- ('' for none). Takes effect at once: runs that already run hold slots of a new limit, and a wider one lets the backlogs move on.
local function set_limits(guard, now, name, i, woken)
  local hash = guard .. ':w:' .. name
  local was = workflow_of(guard, name)
  redis.call('HDEL', hash, 'c', 'ck', 'rn', 'rp', 'rk')
  for j, field in ipairs({ 'c', 'ck', 'rn', 'rp', 'rk' }) do
    if ARGV[i + j - 1] ~= '' then
      redis.call('HSET', hash, field, ARGV[i + j - 1])
    end
  end
  workflows[name] = nil

  local slots, held, keys = guard .. ':sl:' .. name, guard .. ':sk:' .. name, guard .. ':bk:' .. name
  local w = workflow_of(guard, name)
  if w.limited and not was.limited then
    for _, id in ipairs(redis.call('SMEMBERS', guard .. ':running:' .. name)) do
      redis.call('ZADD', slots, now, id)
      redis.call('HINCRBY', held, redis.call('HGET', guard .. ':r:' .. id, 'u') or '', 1)
    end
  elseif was.limited and not w.limited then
    redis.call('DEL', slots, held)
  end
  redis.call('ZUNIONSTORE', guard .. ':br:' .. name, 1, keys)
  if not w.rate_shared then
    redis.call('DEL', guard .. ':bw:' .. name)
  elseif not was.rate_shared then
    for _, key in ipairs(redis.call('ZRANGE', keys, 0, -1)) do
      join_round(guard, name, key)
    end
  end
  pump(guard, now, name, woken)
end
