-- Reads queues: what is ready, queued and runs in each, its pause, and who serves it.
-- KEYS[1]  guard
-- ARGV     the queues
-- Derived  :q:<queue> zset, :qw:<queue> set, :i:<workflow>:<status> zset, :running:<workflow> set, :paused hash, :workers zset,
--          :wi:<worker> hash
-- Returns  six per queue: the number of ready runs, since when the oldest has been due (Unix ms, or ''), the numbers of queued and of
--          running runs of its workflows, its pause (or ''), the workers that serve it; and the time
-- Atomic: of one moment. Reads only.
-- @include time
-- @include oldest_ready
local guard, now, served, rows = KEYS[1], now_ms(), {}, {}
for _, worker in ipairs(redis.call('ZRANGEBYSCORE', guard .. ':workers', '(' .. stamp, '+inf')) do
  for queue in string.gmatch(redis.call('HGET', guard .. ':wi:' .. worker, 'queues') or '', '[^,]+') do
    served[queue] = served[queue] or {}
    table.insert(served[queue], worker)
  end
end

for _, queue in ipairs(ARGV) do
  local queued, running = 0, 0
  for _, workflow in ipairs(redis.call('SMEMBERS', guard .. ':qw:' .. queue)) do
    queued = queued + redis.call('ZCARD', guard .. ':i:' .. workflow .. ':queued')
    running = running + redis.call('SCARD', guard .. ':running:' .. workflow)
  end
  rows[#rows + 1] = redis.call('ZCARD', guard .. ':q:' .. queue)
  rows[#rows + 1] = oldest_ready(guard, queue) or ''
  rows[#rows + 1] = queued
  rows[#rows + 1] = running
  rows[#rows + 1] = redis.call('HGET', guard .. ':paused', queue) or ''
  rows[#rows + 1] = served[queue] or {}
end
return { rows, now }
