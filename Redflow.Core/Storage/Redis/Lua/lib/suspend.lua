-- @include enter
-- @include leave
-- @include move_run
-- @include owe_run
-- @include satisfy
-- @include set_more
-- @include take_signal
-- The last millisecond there is (9999-12-31): what would be over later is over then. It has more digits than `..` writes.
local LAST = 253402300799999

-- Stores the wait of a step when its first pass comes to it, and owes what it needs. Returns when it is over: 0 for never, `now` at once.
local function begin_wait(guard, now, r, field, i)
  local kind, timeout = ARGV[i], ARGV[i + 3]
  local over = kind == 'U' and tonumber(timeout) or timeout == '' and 0 or now + timeout
  over = string.format('%.0f', math.min(over, LAST))
  kind = kind == 'U' and 'W' or kind
  local target = ARGV[i + 5] or ''
  local stored = kind .. ',' .. over .. ',' .. now .. ',' .. r.attempt .. ',' .. ARGV[i + 2] .. ','
  if kind == 'W' then
    redis.call('HSET', r.key, field, stored)
  elseif kind == 'C' then
    redis.call('HSET', r.key, field, stored .. target)
    owe_run(guard, now, r, i + 5)
  elseif kind == 'E' then
    redis.call('HSET', r.key, field, stored .. target .. '\n' .. ARGV[i + 6])
    if over == '0' then
      set_more(r.key, 'E', '1')
    end
    owe(guard, now, 'await', r.id, 'step', ARGV[i + 1], 'name', target, 'key', ARGV[i + 6], 'since', now - ARGV[i + 7], 'over', over)
  else
    redis.call('HSET', r.key, field, stored .. target)
    local payload = r.signals and take_signal(guard, r.id, target)
    if payload then
      satisfy(r, field, stored, 'S', payload, now)
      return now
    end
  end
  return over
end

-- Suspends a run: it waits for the first of its waits to be over, and is queued at once when one is already. Each wait takes, from `i` on:
-- kind ('K' for what is stored, 'W' sleep, 'U' sleep until a time, 'C' child, 'E' event, 'G' signal), step, position, time-out (ms or
-- ''; of 'U' Unix ms), how many more follow, and those: for a child the arguments of its emit, for an event its name, key and look-back
-- (ms), for a signal its name.
local function suspend(guard, now, r, waits, i, woken)
  local due
  for _ = 1, waits do
    local field = 's:' .. ARGV[i + 1]
    local stored = redis.call('HGET', r.key, field)
    local kind, over = string.match(stored or '', '^(%u),(%d+),')
    if not kind or kind == 'F' then
      over = begin_wait(guard, now, r, field, i)
    elseif kind == 'S' or kind == 'B' then
      over = now
    end
    over = tonumber(over)
    if over > 0 then
      due = math.min(due or over, over)
    end
    i = i + 5 + ARGV[i + 4]
  end

  -- The slot goes to the next one before this run lines up again: one that is always ready may not keep it for ever.
  leave(guard, now, r, woken)
  pump_all(guard, now, woken)
  if due and due <= now then
    move_run(guard, r.id, r.workflow, r.created, 'running', 'queued')
    return enter(guard, now, r, now, true, woken)
  end
  redis.call('HSET', r.key, 's', 'waiting')
  move_run(guard, r.id, r.workflow, r.created, 'running', 'waiting')
  if due then
    redis.call('HSET', r.key, 'd', due)
    add_timer(guard, r.id, due)
  end
end
