-- Deletes a run that has ended, with all that points to it.
-- KEYS[1]  guard
-- ARGV[1]  run id
-- Derived  :r:<id> hash, :lg:<id> list, :i:<workflow>:<status> zset, :j:<index> zset, :k:<workflow>:<key> string
-- Returns  'unknown', 'unfinished' (also while its compensation is owed), 'deleted'
-- Atomic, idempotent: sent again it finds nothing.
-- @include time
-- @include read_run
-- @include delete_run
-- @include has_ended
local guard = KEYS[1]
local r = read_run(guard, ARGV[1])
if not r then
  return 'unknown'
elseif not has_ended(r.status) or redis.call('HEXISTS', r.key, 'co') == 1 then
  return 'unfinished'
end
delete_run(guard, now_ms(), r)
return 'deleted'
