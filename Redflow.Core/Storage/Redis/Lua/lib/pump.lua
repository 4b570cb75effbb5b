-- @include workflow
-- @include add_timer
-- @include queue_run
-- @include round
-- @include admit_line
-- Whether the rate of a workflow, or of a key where each has its own, lets a run start now; if so it is counted, if not a timer is set for
-- the moment when the next one may. Starts are counted in a window that slides: each frees its place one period later.
local function take_rate(guard, now, name, w, key)
  local starts = guard .. ':rl:' .. name .. ':' .. (w.rate_per_key and key or '')
  local last = redis.call('ZRANGE', starts, -w.rate, -w.rate, 'WITHSCORES')[2]
  if last and last + w.period > now then
    add_timer(guard, '@' .. name .. (w.rate_per_key and '\n' .. key or ''), last + w.period)
    return false
  end
  redis.call('ZREMRANGEBYSCORE', starts, '-inf', now - w.period)
  redis.call('ZADD', starts, now, now .. ':' .. redis.call('ZCARD', starts))
  redis.call('PEXPIRE', starts, w.period)
  return true
end

-- Moves runs of a workflow from its backlogs to their queues while there are slots and its rate allows: one of each key in turn, a hundred
-- at most; a timer that is due at once goes on with the rest.
local function pump(guard, now, name, woken)
  local w, slots, held = workflow_of(guard, name), guard .. ':sl:' .. name, guard .. ':sk:' .. name
  local round, awake, backlog = guard .. ':br:' .. name, guard .. ':bw:' .. name, guard .. ':b:' .. name .. ':'
  if has_one_limit(w) then
    local keys = redis.call('ZRANGE', round, 0, 1)
    if #keys < 2 then
      local free = keys[1] and w.limit - redis.call('ZCARD', slots) or 0
      return free > 0 and admit_line(guard, now, name, keys[1], free, woken)
    end
  end
  local turns = round
  for _ = 1, 100 do
    local key = not w.paused and not (w.limit and redis.call('ZCARD', slots) >= w.limit) and redis.call('ZRANGE', turns, 0, 0)[1]
    if not key then
      return
    end
    local first = redis.call('ZRANGE', backlog .. key, 0, 0, 'WITHSCORES')
    local id = first[1]
    local v = id and redis.call('HMGET', guard .. ':r:' .. id, 'q', 'wk')
    if not id then
      join_round(guard, name, key)
    elseif w.key_limit and tonumber(redis.call('HGET', held, key) or 0) >= w.key_limit then
      redis.call('ZREM', round, key)
      redis.call('ZREM', awake, key)
    elseif w.rate and not v[2] and not take_rate(guard, now, name, w, key) then
      if w.rate_per_key then
        redis.call('ZREM', round, key)
      else
        turns = awake
      end
    else
      redis.call('ZREM', backlog .. key, id)
      line_up(guard, name, key, 'XX')
      join_round(guard, name, key)
      if w.limited then
        redis.call('ZADD', slots, now, id)
        redis.call('HINCRBY', held, key, 1)
      end
      set_later(guard .. ':q:' .. v[1], id, v[2] and first[2] + AHEAD or first[2])
      woken[v[1]] = true
    end
  end
  add_timer(guard, '@' .. name, now)
end
