-- @include move_run
-- Gives a run that was taken out of its queue to a worker, under a higher fence. Returns all that its handler needs; the stored steps
-- only when it was claimed before. Returns nil when the run is gone.
local function claim_run(guard, now, worker, queue, id)
  local run = guard .. ':r:' .. id
  local v = redis.call('HMGET', run, 'w', 'i', 'c', 'f', 'a', 'y', 't')
  if not v[1] then
    return nil
  end

  -- Not less than the time: should Redis lose its last writes, a fence of the lost ones is not given again.
  local fence = math.max((v[4] or 0) + 1, now)
  local steps = {}
  if v[4] then
    redis.call('HSET', run, 's', 'running', 'f', fence, 'l', worker)
    local fields = redis.call('HGETALL', run)
    for i = 1, #fields, 2 do
      if string.sub(fields[i], 1, 2) == 's:' then
        steps[#steps + 1] = string.sub(fields[i], 3)
        steps[#steps + 1] = fields[i + 1]
      end
    end
  else
    redis.call('HSET', run, 's', 'running', 'f', fence, 'l', worker, 'b', now)
  end
  move_run(guard, id, v[1], v[3], 'queued', 'running')
  return { id, fence, v[1], queue, v[5] or '1', v[6] or '0', v[3], v[2], v[7] or '', steps }
end
