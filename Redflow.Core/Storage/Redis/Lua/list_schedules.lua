-- Lists schedules by id, behind one.
-- KEYS[1]  guard
-- ARGV[1]  id to begin behind (or '')
-- ARGV[2]  limit: how many
-- Derived  :schedule:<id> hash, :schedules zset
-- Returns  two per schedule: id, fields
-- Atomic. Reads only.
local guard, behind, limit = KEYS[1], ARGV[1], tonumber(ARGV[2])
local rows = {}
for _, id in ipairs(redis.call('ZRANGEBYLEX', guard .. ':schedules', behind == '' and '-' or '(' .. behind, '+', 'LIMIT', 0, limit)) do
  rows[#rows + 1] = id
  rows[#rows + 1] = redis.call('HGETALL', guard .. ':schedule:' .. id)
end
return rows
