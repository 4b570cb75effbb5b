-- Whether a run that has only what every run has may be waited for, by its mark (see set_more). Of one that has more the field 'n' tells.
local function is_awaited(mark)
  return mark == 'n' or mark == '0n' or mark == 'tn'
end
