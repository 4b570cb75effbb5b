-- @include owe
-- @include read_options
-- @include set_more
-- Owes the emit of a child, whose arguments begin at ARGV[i]; one that is to be canceled with this run is noted, with the effect that emits
-- it. Returns where they end; for a run that is not there it does nothing else.
local function owe_run(guard, now, r, i)
  local options, past = read_options(i)
  if r then
    local effect = owe(guard, now, 'emit', ARGV[i], 'w', ARGV[i + 1], 'i', ARGV[i + 2], unpack(ARGV, i + 4, past - 1))
    if options.oc == 'cancel' then
      set_more(r.key, 'C', '1', 'c:' .. ARGV[i], effect)
    end
  end
  return past
end
