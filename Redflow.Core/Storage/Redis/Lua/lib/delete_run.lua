-- @include key_holder
-- Removes a run that has ended, with all that points to it.
local function delete_run(guard, now, r)
  local v = redis.call('HMGET', r.key, 'g', 'fp', 'cf')
  redis.call('ZREM', guard .. ':i:' .. r.workflow .. ':' .. r.status, r.id)
  for tag in string.gmatch(v[1] or '', '[^\n]+') do
    redis.call('ZREM', guard .. ':j:t:' .. tag, r.id)
  end
  if v[2] then
    redis.call('ZREM', guard .. ':j:f:' .. v[2], r.id)
  end
  local listed_under = r.parent or v[3]
  if listed_under then
    redis.call('ZREM', guard .. ':j:p:' .. listed_under, r.id)
  end
  if r.idempotency_key and key_holder(stored_key(guard, r), now) == r.id then
    redis.call('DEL', stored_key(guard, r))
  end
  redis.call('DEL', r.key, guard .. ':lg:' .. r.id)
end
