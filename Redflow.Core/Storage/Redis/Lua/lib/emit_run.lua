-- @include put_off
-- @include create_run
-- Creates the run whose emit has its arguments (see emit_runs) from ARGV[i] on, and queues it, or has it wait until it is due.
local function emit_run(guard, now, i, w, queue, woken)
  local r = create_run(guard, now, i, queue)
  local due = ARGV[i + 4] ~= '' and tonumber(ARGV[i + 4]) or now + (ARGV[i + 5] ~= '' and ARGV[i + 5] or 0)
  local expire = ARGV[i + 13] ~= '' and ARGV[i + 13] or w.expire
  if expire then
    redis.call('HSET', r.key, 'h', '1')
    add_timer(guard, '!' .. r.id, math.max(due, now) + expire)
  end
  put_off(guard, now, r, due, woken)
end
