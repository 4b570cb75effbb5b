-- @include workflow
-- @include add_timer
-- Whether the rate of a workflow, or of a key where each has its own, lets a run start now; if so it is counted, if not a timer is set for
-- the moment when the next one may. Starts are counted in a window that slides: each frees its place one period later.
local function take_rate(guard, now, name, w, key, member)
  local starts = guard .. ':rl:' .. name .. ':' .. (w.rate_per_key and key or '')
  redis.call('ZREMRANGEBYSCORE', starts, '-inf', now - w.period)
  if redis.call('ZCARD', starts) >= w.rate then
    local timer = '@' .. name .. (w.rate_per_key and '\n' .. key or '')
    add_timer(guard, timer, redis.call('ZRANGE', starts, 0, 0, 'WITHSCORES')[2] + w.period)
    return false
  end
  redis.call('ZADD', starts, now, member)
  redis.call('PEXPIRE', starts, w.period)
  return true
end

-- Puts a key with a backlog at the end of the round of its workflow, unless it has its turn already.
local function join_round(guard, name, key, again)
  local round = guard .. ':br:' .. name
  local last = redis.call('ZREVRANGE', round, 0, 0, 'WITHSCORES')[2]
  redis.call('ZADD', round, again and 'XX' or 'NX', (last or 0) + 1, key)
end

-- Moves runs of a workflow from its backlogs to their queues while there are slots and its rate allows: one of each key in turn, a hundred
-- at most; a timer that is due at once goes on with the rest.
local function pump(guard, now, name, woken)
  local w = workflow_of(guard, name)
  local slots, held, round, backlog = guard .. ':sl:' .. name, guard .. ':sk:' .. name, guard .. ':br:' .. name, guard .. ':b:' .. name .. ':'
  for _ = 1, 100 do
    if w.paused or w.limit and redis.call('ZCARD', slots) >= w.limit then
      return
    end
    local key = redis.call('ZRANGE', round, 0, 0)[1]
    if not key then
      return
    end
    local first = redis.call('ZRANGE', backlog .. key, 0, 0, 'WITHSCORES')
    local id = first[1]
    local v = id and redis.call('HMGET', guard .. ':r:' .. id, 'q', 'wk', 'a')
    if not id then
      redis.call('ZREM', round, key)
    elseif w.key_limit and tonumber(redis.call('HGET', held, key) or 0) >= w.key_limit then
      redis.call('ZREM', round, key)
    elseif w.rate and not v[2] and not take_rate(guard, now, name, w, key, id .. ':' .. (v[3] or 1)) then
      if not w.rate_per_key then
        return
      end
      redis.call('ZREM', round, key)
    else
      redis.call('ZREM', backlog .. key, id)
      if redis.call('EXISTS', backlog .. key) == 1 then
        join_round(guard, name, key, true)
      else
        redis.call('ZREM', round, key)
        redis.call('ZREM', guard .. ':bk:' .. name, key)
      end
      if w.limited then
        redis.call('ZADD', slots, now, id)
        redis.call('HINCRBY', held, key, 1)
      end
      redis.call('ZADD', guard .. ':q:' .. v[1], first[2], id)
      woken[v[1]] = true
    end
  end
  add_timer(guard, '@' .. name, now)
end
