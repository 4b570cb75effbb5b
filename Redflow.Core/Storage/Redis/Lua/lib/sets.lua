-- @include changes
-- Collects what a call changes in the sets of queues and indexes, so that each set is written once, however many runs it is about. Of
-- several changes of a member the last one holds. Whoever reads such a set writes it first. `status_of` has the status and the workflow that
-- an index stands for: what is put into it is a change of a run.
local changed_sets, unsorted, status_of = {}, {}, {}

-- Puts a member into a set; without a score takes it out. One that is noted in `unsorted` is no sorted set, and has no use for scores.
local function set_later(set, member, score)
  local changed = changed_sets[set]
  if not changed then
    changed = {}
    changed_sets[set] = changed
  end
  changed[member] = score or false
end

-- A call takes a thousand arguments at most: unpack has them on Lua's stack.
local function write_set(set, changed)
  local added, removed, a, n = {}, {}, 0, 0
  local changed_to = status_of[set] and is_watched(KEYS[1]) and status_of[set]
  for member, score in pairs(changed) do
    if score and changed_to then
      note_change(member, changed_to.status, changed_to.workflow)
    end
    if score and unsorted[set] then
      a = a + 1
      added[a] = member
    elseif score then
      added[a + 1], added[a + 2] = score, member
      a = a + 2
    else
      n = n + 1
      removed[n] = member
    end
  end
  for i = 1, n, 1000 do
    redis.call(unsorted[set] and 'SREM' or 'ZREM', set, unpack(removed, i, math.min(i + 999, n)))
  end
  for i = 1, a, 1000 do
    redis.call(unsorted[set] and 'SADD' or 'ZADD', set, unpack(added, i, math.min(i + 999, a)))
  end
end

-- Collects the arguments of a command that is the same for several sets; the caller appends them, and counts them in `n`. They are unpacked
-- in one piece: a call emits or claims 500 runs at most (EmitChunks.MaxRuns, ClaimLoop.MaxClaim), two arguments each.
local batches = {}
local function new_batch(command, ...)
  local batch = { command = command, sets = { ... }, n = 0 }
  batches[#batches + 1] = batch
  return batch
end

-- Notes the runs that a batch puts into an index.
local function note_batch(batch, changed_to)
  local step = batch.command == 'ZADD' and 2 or batch.command == 'SADD' and 1
  for i = step or 1, step and batch.n or 0, step or 1 do
    note_change(batch[i], changed_to.status, changed_to.workflow)
  end
end

-- Writes all that was collected so far, batches first.
local function write_sets()
  for _, batch in ipairs(batches) do
    for _, set in ipairs(batch.n > 0 and batch.sets or {}) do
      redis.call(batch.command, set, unpack(batch, 1, batch.n))
      if status_of[set] and is_watched(KEYS[1]) then
        note_batch(batch, status_of[set])
      end
    end
    batch.n = 0
  end
  for set, changed in pairs(changed_sets) do
    write_set(set, changed)
  end
  changed_sets = {}
  tell_changes(KEYS[1])
end
