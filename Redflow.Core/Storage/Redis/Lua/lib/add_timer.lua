-- Sets a timer, and tells the schedulers when it is the earliest one now. A member is the id of a run that is due; '!' and the id of a run
-- whose deadline it is; or '@' and the name of a workflow whose backlog may move on, with a line feed and a limit key behind it where it is
-- that key's.
local function add_timer(guard, member, due)
  local timers = guard .. ':timers'
  redis.call('ZADD', timers, due, member)
  if redis.call('ZRANGE', timers, 0, 0)[1] == member then
    redis.call('PUBLISH', guard .. ':scheduler', 'timer')
  end
end
