-- Stores what a handler tells of its run, while the run is running under its fence.
-- KEYS[1]  guard
-- ARGV[1]  run id
-- ARGV[2]  fence
-- ARGV[3]  status of its own (or '' for the one before)
-- ARGV[4]  progress (or '' for the one before)
-- ARGV[5]  '1' when it has compensations from now on (or '')
-- ARGV[6]  how many lines of its log are kept
-- ARGV[7]  how many lines were reported before under this fence; those of this report follow
-- Derived  :r:<id> hash, :lg:<id> list
-- Returns  'stored', 'stale'
-- Atomic, idempotent: of the lines, those that were reported before under this fence are left out.
-- @include set_more
local guard, id = KEYS[1], ARGV[1]
local run, log = guard .. ':r:' .. id, guard .. ':lg:' .. id
local v = redis.call('HMGET', run, 'f', 's', 'L')
if v[1] ~= ARGV[2] or v[2] ~= 'running' then
  return 'stale'
end
if ARGV[3] ~= '' then
  redis.call('HSET', run, 'cs', ARGV[3])
end
if ARGV[4] ~= '' then
  redis.call('HSET', run, 'pr', ARGV[4])
end
if ARGV[5] ~= '' then
  set_more(run, 'cp', ARGV[5])
end
local stored = tonumber(v[3] and string.match(v[3], '^' .. ARGV[2] .. ':(%d+)$') or 0)
local first_new = 8 + math.max(0, stored - ARGV[7])
if first_new <= #ARGV then
  set_more(run, 'L', ARGV[2] .. ':' .. ARGV[7] + #ARGV - 7)
  redis.call('RPUSH', log, unpack(ARGV, first_new))
  redis.call('LTRIM', log, -ARGV[6], -1)
end
return 'stored'
