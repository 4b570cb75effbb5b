-- Newer first, and by id within a millisecond.
local function newer(a, b)
  if a[2] ~= b[2] then
    return a[2] > b[2]
  end
  return a[1] > b[1]
end

-- Whether a run is there, and has the id's beginning, the tag and the fields that a query asks for, from ARGV[10] on.
local function fits(guard, id, prefix, tag, first_index)
  if string.sub(id, 1, #prefix) ~= prefix then
    return false
  end
  local run = guard .. ':r:' .. id
  local v = redis.call('HMGET', run, 'w', 'g')
  if not v[1] or tag ~= '' and not string.find('\n' .. (v[2] or ''), '\n' .. tag .. '\n', 1, true) then
    return false
  end
  for i = 10, first_index - 1, 2 do
    if redis.call('HGET', run, ARGV[i]) ~= ARGV[i + 1] then
      return false
    end
  end
  return true
end

-- Adds a run to `found`, if it fits and is on this page or a later one.
local function add_run(guard, id, query, found)
  local created = tonumber(redis.call('HGET', guard .. ':r:' .. id, 'c') or nil)
  local is_within = created and (query.from == '-inf' or created >= tonumber(query.from)) and (query.to == '+inf' or created <= tonumber(query.to))
  local is_left = is_within and (not query.last or created < query.last or created == query.last and id < query.last_id)
  if is_left and fits(guard, id, query.prefix, query.tag, query.first_index) then
    found[#found + 1] = { id, created }
  end
end

-- Adds the runs of a workflow that run and fit: they are in no order, and at most as many as its workers have room for.
local function scan_running(guard, running, query, found)
  for _, id in ipairs(redis.call('SMEMBERS', running)) do
    add_run(guard, id, query, found)
  end
end

-- Adds the runs of one index that fit, up to the limit, to `found`. Where too many do not fit it stops: no row of any index may be older
-- than the place it returns, which is the newest one at which an index was left.
local function scan_runs(guard, index, query, found, cut)
  local last, limit, offset, kept, passed = query.last, query.limit, 0, 0, 0
  repeat
    local page = redis.call('ZREVRANGEBYSCORE', index, query.to, query.from, 'WITHSCORES', 'LIMIT', offset, limit)
    for j = 1, #page, 2 do
      local entry = { page[j], tonumber(page[j + 1]) }
      if not last or entry[2] ~= last or entry[1] < query.last_id then
        if not fits(guard, entry[1], query.prefix, query.tag, query.first_index) then
          passed = passed + 1
        elseif kept < limit then
          found[#found + 1] = entry
          kept = kept + 1
        end
        if passed >= query.misses then
          return (not cut or newer(entry, cut)) and entry or cut
        end
      end
    end
    offset = offset + limit
  until kept >= limit or #page < limit * 2
  return cut
end
