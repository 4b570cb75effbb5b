-- Newer first, and by id within a millisecond.
local function newer(a, b)
  if a[2] ~= b[2] then
    return a[2] > b[2]
  end
  return a[1] > b[1]
end

-- Whether a run is there, and has the id's beginning, the tag, a status and the fields that a query asks for, from ARGV[15] on.
local function fits(guard, id, query)
  if string.sub(id, 1, #query.prefix) ~= query.prefix then
    return false
  end
  local run = guard .. ':r:' .. id
  local v = redis.call('HMGET', run, 'w', 'g', 's')
  if not v[1] or query.tag ~= '' and not string.find('\n' .. (v[2] or ''), '\n' .. query.tag .. '\n', 1, true) then
    return false
  elseif query.statuses ~= '' and not string.find(query.statuses, ',' .. v[3] .. ',', 1, true) then
    return false
  end
  for i = 15, query.first_index - 1, 2 do
    if redis.call('HGET', run, ARGV[i]) ~= ARGV[i + 1] then
      return false
    end
  end
  return true
end

-- Whether a run of this creation time is on this page or a later one.
local function is_left(query, id, created)
  if created < query.earliest or created > query.latest then
    return false
  end
  return not query.last or created < query.last or created == query.last and id < query.last_id
end

-- Adds those of some runs, newest first, that fit to `found`, up to the limit. Where too many do not fit it stops, and returns the run at
-- which it did. `seen` counts on from one part of an index to the next.
local function sift(guard, entries, query, found, seen)
  for _, entry in ipairs(entries) do
    if seen.kept >= query.limit then
      return nil
    elseif not fits(guard, entry[1], query) then
      seen.passed = seen.passed + 1
    else
      found[#found + 1] = entry
      seen.kept = seen.kept + 1
    end
    if seen.passed >= query.misses then
      return entry
    end
  end
  return nil
end
