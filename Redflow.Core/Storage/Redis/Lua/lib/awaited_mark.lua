-- @include is_awaited
-- The mark of a run (see set_more) from when somebody waits for its end.
local function awaited_mark(mark)
  if mark ~= '1' and not is_awaited(mark) then
    mark = mark .. 'n'
  end
  return mark
end
