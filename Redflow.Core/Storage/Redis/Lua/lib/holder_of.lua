-- @include key_holder
-- The run that has the key, when it stands in the way; and whether it does by a rejection.
local function holder_of(guard, now, workflow, key, reuse)
  local id = key ~= '' and key_holder(guard .. ':k:' .. workflow .. ':' .. key, now)
  local status = id and redis.call('HGET', guard .. ':r:' .. id, 's')
  if not status or reuse == 'failed' and (status == 'failed' or status == 'canceled') then
    return nil
  end
  return id, reuse == 'reject' and 'taken' or 'existing'
end
