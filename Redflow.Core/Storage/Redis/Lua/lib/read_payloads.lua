-- Reads the payloads of a run that a row is to have, as far as there is room: of each field itself, nothing where it is absent, and twice nothing
-- where it is too large.
local function read_payloads(run, payloads)
  local values = {}
  for field in string.gmatch(payloads.fields, '[^,]+') do
    local size, value = redis.call('HSTRLEN', run, field), {}
    if size > payloads.largest or size > payloads.room then
      value = { '', '' }
    elseif size > 0 then
      payloads.room = payloads.room - size
      value = { redis.call('HGET', run, field) }
    end
    values[#values + 1] = value
  end
  return values
end
