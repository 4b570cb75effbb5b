-- @include sets
-- The index of the runs of a workflow that have a status. That of those that run is no sorted set: they are few, and come and go the fastest.
local indexes = {}
local function index_of(guard, workflow, status)
  local of = indexes[workflow]
  if not of then
    of = {}
    indexes[workflow] = of
  end
  local index = of[status]
  if not index then
    index = status == 'running' and guard .. ':running:' .. workflow or guard .. ':i:' .. workflow .. ':' .. status
    unsorted[index] = status == 'running'
    status_of[index] = { status = status, workflow = workflow }
    of[status] = index
  end
  return index
end

-- Moves a run from one index to another. A run is in exactly one, that of its workflow and status, sorted ones scored by creation.
local function move_run(guard, id, workflow, created, from, to)
  if from then
    set_later(index_of(guard, workflow, from), id)
  end
  set_later(index_of(guard, workflow, to), id, created)
end
