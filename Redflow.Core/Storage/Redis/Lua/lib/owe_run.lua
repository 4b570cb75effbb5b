-- @include owe
-- Owes the emit of a child, whose arguments (see emit_runs) begin at ARGV[i]; one that is to be canceled with this run is noted.
local function owe_run(guard, now, r, i)
  local fields = {}
  for j = 0, 18 do
    fields[#fields + 1] = j + 1
    fields[#fields + 1] = ARGV[i + j]
  end
  owe(guard, now, 'emit', ARGV[i], unpack(fields))
  if ARGV[i + 17] == 'cancel' then
    redis.call('HSET', r.key, 'C', '1', 'c:' .. ARGV[i], '1')
  end
end
