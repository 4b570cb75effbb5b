-- Tells whether a status is one in which a result is complete.
local function complete(status)
  return status == 'succeeded' or status == 'failed' or status == 'canceled'
end
