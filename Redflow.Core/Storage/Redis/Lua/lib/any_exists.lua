-- Whether any of the runs whose emits are the arguments is there already, before or twice in this call; mostly none is, and one look tells.
local function any_exists(guard)
  local keys, seen, i = {}, {}, 1
  while i <= #ARGV do
    if seen[ARGV[i]] then
      return true
    end
    seen[ARGV[i]] = true
    keys[#keys + 1] = guard .. ':r:' .. ARGV[i]
    i = i + 4 + ARGV[i + 3]
  end
  return redis.call('EXISTS', unpack(keys)) > 0
end
