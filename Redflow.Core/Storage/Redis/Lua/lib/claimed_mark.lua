-- @include is_awaited
-- Whether a run has only what every run has, and was never claimed, by its mark (see set_more).
local function is_untouched(mark)
  return mark ~= '1' and mark ~= '' and mark ~= 'n'
end

-- Whether such a run has a trace parent.
local function has_trace_parent(mark)
  return mark == 't' or mark == 'tn'
end

-- The mark of a run from its claim on.
local function claimed_mark(mark)
  if mark ~= '1' then
    mark = is_awaited(mark) and 'n' or ''
  end
  return mark
end
