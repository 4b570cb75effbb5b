-- Reads a page of events, newest first.
-- KEYS[1]  guard
-- ARGV[1]  name (or '' for all)
-- ARGV[2]  limit
-- ARGV[3]  the time of the last event of the page before (Unix ms, or '')
-- ARGV[4]  the id of that event (or '')
-- Derived  :e:<event> hash, :events zset, :ev:<name> zset, :started:<event> set, :released:<event> set
-- Returns  for each event: id, name, correlation key, created, the runs it started, the runs it released
-- Atomic. Reads only.
local guard, name, limit, last, last_id = KEYS[1], ARGV[1], tonumber(ARGV[2]), tonumber(ARGV[3]), ARGV[4]
local index = name == '' and guard .. ':events' or guard .. ':ev:' .. name
local rows, offset, page = {}, 0, nil
repeat
  page = redis.call('ZREVRANGEBYSCORE', index, last or '+inf', '-inf', 'WITHSCORES', 'LIMIT', offset, limit)
  for i = 1, #page, 2 do
    local id, created = page[i], tonumber(page[i + 1])
    local v = redis.call('HMGET', guard .. ':e:' .. id, 'n', 'k')
    if v[1] and #rows < limit and (created ~= last or id < last_id) then
      rows[#rows + 1] = {
        id, v[1], v[2], created,
        redis.call('SMEMBERS', guard .. ':started:' .. id), redis.call('SMEMBERS', guard .. ':released:' .. id),
      }
    end
  end
  offset = offset + limit
until #rows >= limit or #page < limit * 2
return rows
