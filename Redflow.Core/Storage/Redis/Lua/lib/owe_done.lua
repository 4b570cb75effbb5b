-- @include owe
-- @include has_ended
-- Tells a step of another run how a run has ended; false when it has not.
local function owe_done(guard, now, r, waiting, step)
  if not has_ended(r.status) then
    return false
  end
  local value = redis.call('HGET', r.key, r.status == 'succeeded' and 'o' or r.status == 'failed' and 'e' or 'x')
  owe(guard, now, 'done', waiting, 'step', step, 'child', r.id, 'status', r.status, 'value', value,
    'trace', redis.call('HGET', r.key, 'tp') or '')
  return true
end
