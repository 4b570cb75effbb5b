-- Reads what a handler needs: fields of the run, its stored steps, and how many bytes input and steps are.
local function read_claimed(r)
  local fields, steps, bytes, all = {}, {}, 0, redis.call('HGETALL', r.key)
  for i = 1, #all, 2 do
    if string.sub(all[i], 1, 2) == 's:' then
      steps[#steps + 1] = string.sub(all[i], 3)
      steps[#steps + 1] = all[i + 1]
      bytes = bytes + #all[i + 1]
    else
      fields[all[i]] = all[i + 1]
    end
  end
  return fields, steps, bytes + #fields.i
end
