-- The changes of runs, told to those who watch them (see read_changes); when nobody does, a call asks once and does no more.
local watched, changes = nil, {}
local function is_watched(guard)
  if watched == nil then
    watched = redis.call('EXISTS', guard .. ':watched') == 1
  end
  return watched
end

-- Notes that a run has changed, and the status it has now.
local function note_change(id, status, workflow)
  changes[#changes + 1] = id .. ' ' .. status .. ' ' .. workflow
end

-- Writes what was noted, of which the last ten thousand are kept.
local function tell_changes(guard)
  if #changes == 0 then
    return
  end
  for i = 1, #changes, 1000 do
    redis.call('RPUSH', guard .. ':changes', unpack(changes, i, math.min(i + 999, #changes)))
  end
  redis.call('LTRIM', guard .. ':changes', -10000, -1)
  redis.call('INCRBY', guard .. ':change', #changes)
  changes = {}
end
