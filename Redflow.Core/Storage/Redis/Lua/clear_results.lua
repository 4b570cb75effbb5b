-- Deletes results, whatever their status.
-- KEYS[1]  guard of the results
-- ARGV[1]  limit: how many entries of the lists to deal with
-- ARGV[2]  on: the statuses
-- Derived  :r:<id> hash, :i:<status> zset, :expiries zset
-- Returns  'more' or 'end', and how many were deleted that had not expired
-- Atomic, idempotent: sent again it goes on.
-- @include drop_result
local guard, left, deleted = KEYS[1], tonumber(ARGV[1]), 0

for i = 2, #ARGV do
  local ids = redis.call('ZRANGE', guard .. ':i:' .. ARGV[i], 0, left - 1)
  for _, id in ipairs(ids) do
    deleted = deleted + drop_result(guard, id, ARGV[i])
  end
  left = left - #ids
  if left == 0 then
    return { 'more', deleted }
  end
end
return { 'end', deleted }
