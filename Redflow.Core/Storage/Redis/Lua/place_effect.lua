-- Notes in which partition the run of an effect is to live, when the effect is delivered for the first time.
-- KEYS[1]  guard
-- ARGV[1]  effect
-- ARGV[2]  partition
-- Derived  :x:<effect> hash
-- Returns  the partition that was noted first; '' when the effect was delivered and removed
-- Atomic, idempotent.
local effect = KEYS[1] .. ':x:' .. ARGV[1]
if redis.call('EXISTS', effect) == 0 then
  return ''
end
redis.call('HSETNX', effect, 'partition', ARGV[2])
return redis.call('HGET', effect, 'partition')
