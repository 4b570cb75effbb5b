-- @include place
-- Since when the run has been due that has waited longest of those that are ready in a queue. A queue is sorted by priority first, so it
-- goes from one priority that there is to the next.
local function oldest_ready(guard, queue)
  local ready, from, oldest = guard .. ':q:' .. queue, '-inf', nil
  while true do
    local score = tonumber(redis.call('ZRANGEBYSCORE', ready, from, '+inf', 'WITHSCORES', 'LIMIT', 0, 1)[2] or nil)
    if not score then
      return oldest
    end
    local since = score % PRIORITY
    oldest = math.min(oldest or since, since)
    from = string.format('%.0f', score - since + PRIORITY)
  end
end
