-- @include create_run
-- @include put_off
-- @include read_options
-- Creates a run, and queues it, or has it wait until it is due.
local function emit_run(guard, now, id, workflow, input, options, w, queue, woken)
  local r = create_run(guard, now, id, workflow, input, options, queue)
  local due = options.at and tonumber(options.at) or options['in'] and now + options['in'] or now
  local expire = options.ex or w.expire
  if expire then
    set_more(r.key, 'h', '1')
    add_timer(guard, '!' .. id, math.max(due, now) + expire)
  end
  put_off(guard, now, r, due, woken)
end
