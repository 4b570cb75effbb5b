-- Tells whether a status is one in which a run has ended.
local function has_ended(status)
  return status == 'succeeded' or status == 'failed' or status == 'canceled'
end
