-- Counts what happens to the runs of a workflow; settle adds it to the minute's statistics.
local counted = {}
local function count(workflow, what, n)
  local field = workflow .. ':' .. what
  counted[field] = (counted[field] or 0) + n
end
