-- Reads a page of the audit log, newest first.
-- KEYS[1]  guard
-- ARGV[1]  id of the last entry of the page before (or '')
-- ARGV[2]  limit
-- Derived  :audit zset, :audited hash
-- Returns  two per entry: id, what is stored of it
-- Atomic. Reads only.
local guard, behind, limit = KEYS[1], ARGV[1], tonumber(ARGV[2])
local rows = {}
for _, id in ipairs(redis.call('ZREVRANGEBYLEX', guard .. ':audit', behind == '' and '+' or '(' .. behind, '-', 'LIMIT', 0, limit)) do
  rows[#rows + 1] = id
  rows[#rows + 1] = redis.call('HGET', guard .. ':audited', id)
end
return rows
