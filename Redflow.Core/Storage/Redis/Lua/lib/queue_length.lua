-- @include sets
-- How many runs are queued in a queue, of all workflows that are registered for it.
local function queue_length(guard, queue)
  local length = 0
  write_sets()
  for _, workflow in ipairs(redis.call('SMEMBERS', guard .. ':qw:' .. queue)) do
    length = length + redis.call('ZCARD', guard .. ':i:' .. workflow .. ':queued')
  end
  return length
end
