-- Reads a page of runs, newest first, out of several indexes.
-- KEYS[1]  guard
-- ARGV[1]  limit
-- ARGV[2]  the creation time of the last run of the page before (Unix ms, or '+inf')
-- ARGV[3]  the id of that run (or '')
-- ARGV[4]  two per index, from here on: workflow, status
-- Derived  :i:<workflow>:<status> zset, :r:<id> hash
-- Returns  for each run: id, created, then the fields of its row
-- Atomic: every row is in the status that it is listed under. Reads only.
local guard, limit, last_score, last_id = KEYS[1], tonumber(ARGV[1]), ARGV[2], ARGV[3]
local last, found = tonumber(last_score), {}

for i = 4, #ARGV, 2 do
  local index = guard .. ':i:' .. ARGV[i] .. ':' .. ARGV[i + 1]
  local offset, kept = 0, 0
  repeat
    local page = redis.call('ZREVRANGEBYSCORE', index, last_score, '-inf', 'WITHSCORES', 'LIMIT', offset, limit)
    for j = 1, #page, 2 do
      local score = tonumber(page[j + 1])
      if kept < limit and (score ~= last or page[j] < last_id) then
        found[#found + 1] = { page[j], score }
        kept = kept + 1
      end
    end
    offset = offset + limit
  until kept >= limit or #page < limit * 2
end

table.sort(found, function(a, b)
  if a[2] ~= b[2] then
    return a[2] > b[2]
  end
  return a[1] > b[1]
end)

local rows = {}
for i = 1, math.min(limit, #found) do
  local id = found[i][1]
  rows[i] = { id, found[i][2], redis.call('HMGET', guard .. ':r:' .. id, 'w', 'q', 's', 'a', 'y', 'p', 'c', 'd', 'b', 'z', 'l', 'k', 'x') }
end
return rows
