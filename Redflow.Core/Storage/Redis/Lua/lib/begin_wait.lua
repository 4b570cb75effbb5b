-- @include owe_run
-- @include satisfy
-- @include set_more
-- @include take_signal
-- The last millisecond there is (9999-12-31): what would be over later is over then. It has more digits than `..` writes.
local LAST = 253402300799999

-- Stores the wait of a step when its first pass comes to it, and owes what it needs. Returns when it is over: 0 for never, `now` at once. A wait
-- takes, from `i` on: kind ('K' for what is stored, 'W' sleep, 'U' sleep until a time, 'C' child, 'E' event, 'G' signal), step, position,
-- time-out (ms or ''; of 'U' Unix ms), how many more follow, and those: for a child the arguments of its emit, for an event its name, key and
-- look-back (ms), for a signal its name.
local function store_wait(guard, now, r, field, i)
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
      satisfy(r, field, stored, 'S', payload, now, 'G')
      return now
    end
  end
  return over
end

-- Begins a wait, or finds what is stored of its step: that stands. Returns when it is over, and where its arguments end.
local function begin_wait(guard, now, r, i)
  local field = 's:' .. ARGV[i + 1]
  local kind, over = string.match(redis.call('HGET', r.key, field) or '', '^(%u),(%d+),')
  if not kind or kind == 'F' then
    over = store_wait(guard, now, r, field, i)
  elseif kind == 'S' or kind == 'B' then
    over = now
  end
  return tonumber(over), i + 5 + ARGV[i + 4]
end
