-- Reads what a handler needs: fields of the run, its stored steps, and how many bytes input and steps are. There are steps only when it was
-- claimed before or made of another run.
local function read_claimed(r)
  if not r.fence then
    local v = redis.call('HMGET', r.key, 'i', 't', 'j', 'du', 'a0', 'nt')
    return { i = v[1], t = v[2], j = v[3], du = v[4], a0 = v[5], nt = v[6] }, {}, #v[1]
  end
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
