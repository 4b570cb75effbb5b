-- @include last
-- @include pump
-- Moves the backlogs of workflows up once in a call, when all that it does to their runs is done: by settle, or before runs are claimed.
local pumped = {}
local function pump_all(guard, now, woken)
  local names = pumped
  pumped = {}
  if next(names) then
    write_sets()
  end
  for name in pairs(names) do
    pump(guard, now, name, woken)
  end
end

-- Has the backlog of a workflow moved up in this call.
local function pump_later(name)
  pumped[name] = true
  last.pump = pump_all
end
