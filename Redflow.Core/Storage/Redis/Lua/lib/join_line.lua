-- @include pump_later
-- @include round
-- Has the backlog of a limited workflow, to which runs are added, take part in the round and move up.
local function join_line(guard, p)
  local round = guard .. ':br:' .. p.name
  if not p.joined and not redis.call('ZSCORE', round, '') then
    line_up(guard, p.name, '', 'NX')
    redis.call('ZADD', round, redis.call('ZSCORE', guard .. ':bk:' .. p.name, ''), '')
  end
  p.joined = true
  pump_later(p.name)
end
