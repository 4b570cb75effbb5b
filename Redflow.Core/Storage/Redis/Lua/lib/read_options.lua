-- The arguments of an emit, from ARGV[i] on: id, workflow, input, how many arguments follow, and those: names and values in turn of what the
-- run has besides (see emit_runs). Returns what it has besides, and where the arguments end.
local NOTHING_MORE = {}
local function read_options(i)
  local count = tonumber(ARGV[i + 3])
  if count == 0 then
    return NOTHING_MORE, i + 4
  end
  local options, past = {}, i + 4 + count
  for j = i + 4, past - 1, 2 do
    options[ARGV[j]] = ARGV[j + 1]
  end
  return options, past
end

-- Whether a run has only what every run has, but perhaps a trace parent. Whether a full queue takes it matters only where the workflow's
-- queue is bounded, and such a workflow has no plain runs.
local function has_no_more(options)
  if options == NOTHING_MORE then
    return true
  end
  for name in pairs(options) do
    if name ~= 't' and name ~= 'nb' then
      return false
    end
  end
  return true
end
