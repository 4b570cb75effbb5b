-- Wakes one idle worker of a queue that is not paused. One whose channel nobody hears has died: the next one is taken, eight at most.
local function wake(guard, queue)
  if redis.call('HEXISTS', guard .. ':paused', queue) == 1 then
    return
  end
  for _ = 1, 8 do
    local worker = redis.call('SPOP', guard .. ':idle:' .. queue)
    if not worker or redis.call('PUBLISH', guard .. ':worker:' .. worker, 'wake') > 0 then
      return
    end
  end
end
