-- @include round
-- @include sets
-- @include time
-- Lets plain runs that are emitted to a workflow with one limit start in the slots that are free, where no run waits for one; the others wait
-- in the backlog. Returns whether runs had waited: then there may be free slots that are theirs.
local function join_line(guard, now, p, woken)
  local line, round, backlog = p.joins, guard .. ':br:' .. p.name, guard .. ':b:' .. p.name .. ':'
  local is_empty, starts, waits = redis.call('EXISTS', round) == 0, {}, {}
  local free = is_empty and p.limited - redis.call('ZCARD', guard .. ':sl:' .. p.name) or 0
  table.sort(line)
  local started = 0
  for i, id in ipairs(line) do
    if i <= free then
      started = i
      starts[#starts + 1] = now
      starts[#starts + 1] = id
      set_later(guard .. ':q:' .. p.queue, id, stamp)
    else
      waits[#waits + 1] = stamp
      waits[#waits + 1] = id
    end
  end
  if started > 0 then
    redis.call('ZADD', guard .. ':sl:' .. p.name, unpack(starts))
    redis.call('HINCRBY', guard .. ':sk:' .. p.name, '', started)
    woken[p.queue] = true
  end
  if #waits > 0 then
    redis.call('ZADD', backlog, unpack(waits))
    if is_empty or not redis.call('ZSCORE', round, '') then
      line_up(guard, p.name, '', 'NX')
      redis.call('ZADD', round, redis.call('ZSCORE', guard .. ':bk:' .. p.name, ''), '')
    end
  end
  return not is_empty
end
