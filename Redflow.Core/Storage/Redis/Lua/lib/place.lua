-- How far apart two priorities are: 2^42 ms, so that a score holds both priority and time.
local PRIORITY = 4398046511104

-- Where a run stands in its queue: lower priority first, then by time.
local function place(priority, since)
  return priority == 0 and since or priority * PRIORITY + since
end
