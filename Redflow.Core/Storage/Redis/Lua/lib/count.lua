-- Counts what happens to the runs of a workflow; settle adds it to the minute's statistics.
local counted = {}
local function count(workflow, what, n)
  local counts = counted[workflow]
  if not counts then
    counts = {}
    counted[workflow] = counts
  end
  counts[what] = (counts[what] or 0) + n
end
