-- Removes index entries of runs that have expired, a stretch of one index at a time.
-- KEYS[1]  guard
-- ARGV[1]  workflow
-- ARGV[2]  status
-- ARGV[3]  position to begin at (0 is the oldest entry)
-- ARGV[4]  limit: how many entries to look at
-- Derived  :i:<workflow>:<status> zset, :r:<id> hash
-- Returns  the position to go on at, -1 at the end of the index
-- Atomic, idempotent.
local guard, position, limit = KEYS[1], tonumber(ARGV[3]), tonumber(ARGV[4])
local index = guard .. ':i:' .. ARGV[1] .. ':' .. ARGV[2]
local ids = redis.call('ZRANGE', index, position, position + limit - 1)
local removed = 0

for _, id in ipairs(ids) do
  if redis.call('EXISTS', guard .. ':r:' .. id) == 0 then
    redis.call('ZREM', index, id)
    removed = removed + 1
  end
end
return #ids < limit and -1 or position + #ids - removed
