-- @include workflow
-- The workflows that the call has read and that are registered, and their queues, in turn.
local function read_queues()
  local queues = {}
  for name, w in pairs(workflows) do
    if w.queue then
      queues[#queues + 1] = name
      queues[#queues + 1] = w.queue
    end
  end
  return queues
end
