-- Reads a page of runs, newest first, out of several indexes, leaving out what does not fit the filters.
-- KEYS[1]  guard
-- ARGV[1]  limit
-- ARGV[2]  how many runs that do not fit a call passes over
-- ARGV[3]  how many running runs a call reads, which are in no order: with more of them, some are not found
-- ARGV[4]  the creation time of the last run of the page before (Unix ms, or '')
-- ARGV[5]  the id of that run (or '')
-- ARGV[6]  the earliest creation time (Unix ms, or '-inf')
-- ARGV[7]  the latest creation time (Unix ms, or '+inf')
-- ARGV[8]  what ids begin with (or '')
-- ARGV[9]  tag (or '')
-- ARGV[10] statuses, with a comma before and behind each (or '' for all)
-- ARGV[11] the fields with payloads that rows have besides, with commas between
-- ARGV[12] the largest payload that a row has (bytes)
-- ARGV[13] the most that the payloads of all rows take together (bytes)
-- ARGV[14] the number of fields that have to have a value; field and value pairs follow, then the indexes: i:<workflow>:<status>,
--          running:<workflow>, j:<index>, k:<workflow>:<key>, or r:<id> for a run alone
-- Derived  :r:<id> hash, :k:<workflow>:<key> string
-- Returns  the runs, each as id, created, the fields of its row, and its payloads: for each of ARGV[11] itself, nothing, or twice nothing when it
--          is too large; and the creation time and id to go on behind ('' at the end)
-- Atomic: every row is in the status that it is listed under. Reads only.
-- @include time
-- @include key_holder
-- @include scan_runs
-- @include read_payloads
local guard, limit = KEYS[1], tonumber(ARGV[1])
local query = {
  limit = limit, misses = tonumber(ARGV[2]), unread = tonumber(ARGV[3]), last = tonumber(ARGV[4]), last_id = ARGV[5],
  from = ARGV[6], to = ARGV[7], earliest = tonumber(ARGV[6]) or -math.huge, latest = tonumber(ARGV[7]) or math.huge, prefix = ARGV[8], tag = ARGV[9],
  statuses = ARGV[10], first_index = 15 + ARGV[14] * 2,
}
local payloads, found, cut = { fields = ARGV[11], largest = tonumber(ARGV[12]), room = tonumber(ARGV[13]) }, {}, nil
if query.last and query.last < query.latest then
  query.to = query.last
end

for i = query.first_index, #ARGV do
  local index, kind, stopped = guard .. ':' .. ARGV[i], string.sub(ARGV[i], 1, 2), nil
  if kind == 'k:' or kind == 'r:' then
    local id = kind == 'r:' and string.sub(ARGV[i], 3) or key_holder(index, now_ms())
    local created = id and tonumber(redis.call('HGET', guard .. ':r:' .. id, 'c') or nil)
    if created and is_left(query, id, created) then
      sift(guard, { { id, created } }, query, found, { kept = 0, passed = 0 })
    end
  elseif string.sub(ARGV[i], 1, 8) == 'running:' then
    stopped = scan_running(guard, index, query, found)
  else
    stopped = scan_runs(guard, index, query, found)
  end
  -- No row of any index may be older than the newest place at which an index was left.
  if stopped and (not cut or newer(stopped, cut)) then
    cut = stopped
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
    'w', 'q', 's', 'a', 'y', 'p', 'c', 'd', 'b', 'z', 'l', 'k', 'x', 'g', 'u', 'P', 'of', 'fp', 'cf', 'N'),
    read_payloads(guard .. ':r:' .. id, payloads) }
end
if #rows == limit then
  behind = found[limit]
else
  behind = cut
end
return { rows, behind and behind[2] or '', behind and behind[1] or '' }
