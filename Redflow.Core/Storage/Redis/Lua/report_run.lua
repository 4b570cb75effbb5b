-- Stores what a handler tells of its run, while the run is running under its fence.
-- KEYS[1]  guard
-- ARGV[1]  run id
-- ARGV[2]  fence
-- ARGV[3]  status of its own (or '' for the one before)
-- ARGV[4]  progress (or '' for the one before)
-- ARGV[5]  '1' when it has compensations from now on (or '')
-- ARGV[6]  how many lines of its log are kept; the new ones follow
-- Derived  :r:<id> hash, :lg:<id> list
-- Returns  'stored', 'stale'
-- Atomic. Idempotent, but for the lines.
local guard, id = KEYS[1], ARGV[1]
local run, log = guard .. ':r:' .. id, guard .. ':lg:' .. id
local v = redis.call('HMGET', run, 'f', 's')
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
  redis.call('HSET', run, 'cp', ARGV[5])
end
if #ARGV > 6 then
  redis.call('HSET', run, 'L', '1')
  redis.call('RPUSH', log, unpack(ARGV, 7))
  redis.call('LTRIM', log, -ARGV[6], -1)
end
return 'stored'
