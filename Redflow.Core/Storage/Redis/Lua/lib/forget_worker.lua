-- Removes a worker that holds no run any more.
local function forget_worker(guard, worker)
  local info = guard .. ':wi:' .. worker
  for queue in string.gmatch(redis.call('HGET', info, 'queues') or '', '[^,]+') do
    redis.call('SREM', guard .. ':idle:' .. queue, worker)
  end
  redis.call('DEL', info, guard .. ':l:' .. worker)
  redis.call('ZREM', guard .. ':workers', worker)
end
