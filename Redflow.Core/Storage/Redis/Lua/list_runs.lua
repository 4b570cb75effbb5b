-- Reads a page of runs, newest first, out of several indexes, leaving out what does not fit the filters.
-- KEYS[1]  guard
-- ARGV[1]  limit
-- ARGV[2]  how many runs that do not fit a call passes over
-- ARGV[3]  the creation time of the last run of the page before (Unix ms, or '')
-- ARGV[4]  the id of that run (or '')
-- ARGV[5]  the earliest creation time (Unix ms, or '-inf')
-- ARGV[6]  the latest creation time (Unix ms, or '+inf')
-- ARGV[7]  what ids begin with (or '')
-- ARGV[8]  tag (or '')
-- ARGV[9]  the number of fields that have to have a value; field and value pairs follow, then the indexes: i:<workflow>:<status>,
--          running:<workflow>, j:<index>, or k:<workflow>:<key>
-- Derived  :r:<id> hash, :k:<workflow>:<key> string
-- Returns  the runs, each as id, created, then the fields of its row; and the creation time and id to go on behind ('' at the end)
-- Atomic: every row is in the status that it is listed under. Reads only.
-- @include time
-- @include key_holder
-- @include scan_runs
local guard, limit = KEYS[1], tonumber(ARGV[1])
local query = {
  limit = limit, misses = tonumber(ARGV[2]), last = tonumber(ARGV[3]), last_id = ARGV[4], from = ARGV[5], to = ARGV[6],
  prefix = ARGV[7], tag = ARGV[8], first_index = 10 + ARGV[9] * 2,
}
local found, cut = {}, nil
if query.last and (query.to == '+inf' or query.last < tonumber(query.to)) then
  query.to = query.last
end

for i = query.first_index, #ARGV do
  if string.sub(ARGV[i], 1, 2) == 'k:' then
    local id = key_holder(guard .. ':' .. ARGV[i], now_ms())
    if id and not query.last then
      add_run(guard, id, query, found)
    end
  elseif string.sub(ARGV[i], 1, 8) == 'running:' then
    scan_running(guard, guard .. ':' .. ARGV[i], query, found)
  else
    cut = scan_runs(guard, guard .. ':' .. ARGV[i], query, found, cut)
  end
end

table.sort(found, newer)
local rows, behind = {}, nil
for i = 1, #found do
  local id = found[i][1]
  if #rows == limit or cut and newer(cut, found[i]) then
    break
  end
  rows[i] = { id, found[i][2], redis.call('HMGET', guard .. ':r:' .. id,
    'w', 'q', 's', 'a', 'y', 'p', 'c', 'd', 'b', 'z', 'l', 'k', 'x', 'g', 'u', 'P', 'of', 'fp', 'cf') }
end
if #rows == limit then
  behind = found[limit]
else
  behind = cut
end
return { rows, behind and behind[2] or '', behind and behind[1] or '' }
