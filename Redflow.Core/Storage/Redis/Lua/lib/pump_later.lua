-- @include give_slots_up
-- @include join_line
-- @include last
-- @include pump
-- Moves the backlogs of workflows up once in a call, when all that it does to their runs is done: by settle, or before runs are claimed.
local pumped, lines = {}, {}
local function pump_all(guard, now, woken)
  for _, p in ipairs(lines) do
    if p.leaves then
      give_slots_up(guard, p.name, '', p.leaves)
    end
    if p.leaves or join_line(guard, now, p, woken) then
      pumped[p.name] = true
    end
    p.joins, p.leaves = nil, nil
  end
  lines = {}
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

-- Has a plain run of a limited workflow join those that start or wait ('joins'), or give its slot up ('leaves').
local function line_later(p, what, id)
  if not p.joins and not p.leaves then
    lines[#lines + 1] = p
    last.pump = pump_all
  end
  local ids = p[what] or {}
  ids[#ids + 1] = id
  p[what] = ids
end
