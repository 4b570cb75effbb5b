-- @include workflow
-- Gives a key the turn behind those of all others with a backlog.
local function line_up(guard, name, key, mode)
  local keys = guard .. ':bk:' .. name
  redis.call('ZADD', keys, mode, (redis.call('ZREVRANGE', keys, 0, 0, 'WITHSCORES')[2] or 0) + 1, key)
end

-- Lets a key take part in the round, at its turn; one without a backlog leaves it. Where a rate is the workflow's, the keys whose first run
-- it does not hold up are listed besides.
local function join_round(guard, name, key)
  local keys, round, awake = guard .. ':bk:' .. name, guard .. ':br:' .. name, guard .. ':bw:' .. name
  local first = redis.call('ZRANGE', guard .. ':b:' .. name .. ':' .. key, 0, 0)[1]
  local turn = first and redis.call('ZSCORE', keys, key)
  if first then
    redis.call('ZADD', round, turn, key)
  else
    redis.call('ZREM', keys, key)
    redis.call('ZREM', round, key)
  end
  if workflow_of(guard, name).rate_shared then
    if first and redis.call('HGET', guard .. ':r:' .. first, 'wk') then
      redis.call('ZADD', awake, turn, key)
    else
      redis.call('ZREM', awake, key)
    end
  end
end
