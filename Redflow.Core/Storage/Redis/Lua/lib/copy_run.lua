-- @include read_run
-- @include set_more
-- @include put_off
-- @include index_run
-- Makes a run of another one, with what `fields` names of it and those of its steps that `keeps` says yes to, by kind, time and position; with a
-- step goes what has ended its wait.
local function copy_run(guard, now, source, id, fields, keeps)
  local run = guard .. ':r:' .. id
  local stored, kept = redis.call('HGETALL', source.key), {}
  for i = 1, #stored, 2 do
    local field, value = stored[i], stored[i + 1]
    local kind, time, position = string.match(value, '^(%u),(%d+),%d+,%d+,(%d+),')
    if fields[field] or string.sub(field, 1, 2) == 's:' and keeps(kind, tonumber(time), tonumber(position)) then
      redis.call('HSET', run, field, value)
      kept['v:' .. string.sub(field, 3)] = true
    end
    if field == 'g' then
      for tag in string.gmatch(value, '[^\n]+') do
        index_run(guard, 't:' .. tag, { id = id, created = now })
      end
    end
  end
  for i = 1, #stored, 2 do
    if kept[stored[i]] then
      redis.call('HSET', run, stored[i], stored[i + 1])
    end
  end
  set_more(run, 'c', now, 'f', 0)
end

-- Queues a run that was made of another one.
local function queue_copy(guard, now, id, woken)
  local r = read_run(guard, id)
  r.status = nil
  put_off(guard, now, r, now, woken)
end
