-- @include sift_runs
-- Adds the runs of a workflow that run and fit. Their index is in no order, so the creation of each has to be read: a call does so for
-- query.unread at most, of all workflows, and of those that are more it knows nothing.
local function scan_running(guard, running, query, found)
  local ids = {}
  if redis.call('SCARD', running) <= query.unread then
    ids = redis.call('SMEMBERS', running)
  elseif query.unread > 0 then
    ids = redis.call('SSCAN', running, '0', 'COUNT', query.unread)[2]
  end
  local entries, count = {}, math.min(#ids, query.unread)
  query.unread = query.unread - count
  for i = 1, count do
    local created = tonumber(redis.call('HGET', guard .. ':r:' .. ids[i], 'c') or nil)
    if created and is_left(query, ids[i], created) then
      entries[#entries + 1] = { ids[i], created }
    end
  end
  table.sort(entries, newer)
  return sift(guard, entries, query, found, { kept = 0, passed = 0 })
end

-- Adds the runs of a sorted index that fit.
local function scan_runs(guard, index, query, found)
  local limit, offset, seen = query.limit, 0, { kept = 0, passed = 0 }
  repeat
    local page, entries = redis.call('ZREVRANGEBYSCORE', index, query.to, query.from, 'WITHSCORES', 'LIMIT', offset, limit), {}
    for j = 1, #page, 2 do
      local id, created = page[j], tonumber(page[j + 1])
      if is_left(query, id, created) then
        entries[#entries + 1] = { id, created }
      end
    end
    local stopped = sift(guard, entries, query, found, seen)
    if stopped then
      return stopped
    end
    offset = offset + limit
  until seen.kept >= limit or #page < limit * 2
  return nil
end
