-- Removes the entries of runs that have expired from a stretch of one index, and the oldest runs beyond those that are kept,
-- but for one whose compensation is owed.
-- KEYS[1]  guard
-- ARGV[1]  index: i:<workflow>:<status> or j:<index>
-- ARGV[2]  position to begin at (0 is the oldest entry)
-- ARGV[3]  limit: how many entries to look at
-- ARGV[4]  how many runs of the index to keep (or '')
-- Derived  :r:<id> hash, :lg:<id> list, :i:<workflow>:<status> zset, :j:<index> zset, :indexes zset,
--          :k:<workflow>:<key> string
-- Returns  the position to go on at, -1 at the end of the index
-- Atomic, idempotent.
-- @include time
-- @include read_run
-- @include delete_run
local guard, index, position, limit = KEYS[1], KEYS[1] .. ':' .. ARGV[1], tonumber(ARGV[2]), tonumber(ARGV[3])
local ids = redis.call('ZRANGE', index, position, position + limit - 1)
local surplus = ARGV[4] ~= '' and redis.call('ZCARD', index) - ARGV[4] or 0
local now, removed = now_ms(), 0

for i, id in ipairs(ids) do
  if redis.call('EXISTS', guard .. ':r:' .. id) == 0 then
    redis.call('ZREM', index, id)
    removed = removed + 1
  elseif position + i <= surplus and redis.call('HEXISTS', guard .. ':r:' .. id, 'co') == 0 then
    delete_run(guard, now, read_run(guard, id))
    removed = removed + 1
  end
end
if string.sub(ARGV[1], 1, 2) == 'j:' and redis.call('EXISTS', index) == 0 then
  redis.call('ZREM', guard .. ':indexes', string.sub(ARGV[1], 3))
end
return #ids < limit and -1 or position + #ids - removed
