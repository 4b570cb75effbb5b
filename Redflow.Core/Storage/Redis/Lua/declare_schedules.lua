-- Stores the schedules that a workflow declares, and deletes those that it declared before and no more.
-- KEYS[1]  guard
-- ARGV[1]  workflow
-- ARGV[2]  six per schedule, from here on: id, version of its definition, version of its timing, times and options (JSON), input of its
--          runs, limit key of its runs (or '')
-- Derived  :schedule:<id> hash, :schedules zset, :ticks zset, :history:<id> list, :declared:<workflow> set
-- Returns  'declared'
-- Atomic, idempotent.
-- @include time
-- @include put_schedule
-- @include drop_schedule
local guard, workflow = KEYS[1], ARGV[1]
local now, declared, kept = now_ms(), guard .. ':declared:' .. workflow, {}
for i = 2, #ARGV, 6 do
  put_schedule(guard, now, ARGV[i], i + 1, workflow, '1')
  kept[ARGV[i]] = true
end
for _, id in ipairs(redis.call('SMEMBERS', declared)) do
  if not kept[id] then
    drop_schedule(guard, id)
    redis.call('SREM', declared, id)
  end
end
for id in pairs(kept) do
  redis.call('SADD', declared, id)
end
return 'declared'
