-- @include read_run
-- @include set_more
-- @include end_run
-- @include has_ended
-- Cancels a run: at once when no worker has it, else by telling its worker. The first reason stands.
local function cancel(guard, now, r, reason, woken)
  if r.status == 'running' then
    if not r.reason then
      set_more(r.key, 'x', reason)
    end
    redis.call('PUBLISH', guard .. ':worker:' .. redis.call('HGET', r.key, 'l'), 'cancel ' .. r.id .. ' ' .. r.fence)
  elseif not has_ended(r.status) then
    withdraw(guard, r)
    end_run(guard, now, r, 'canceled', r.reason or reason, woken)
  end
end
