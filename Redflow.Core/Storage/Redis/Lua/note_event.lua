-- Notes in an event's history which runs it started or released, a thousand at most of each.
-- KEYS[1]  guard
-- ARGV[1]  event id
-- ARGV[2]  'started' or 'released'
-- ARGV[3]  from here on, the runs
-- Derived  :e:<event> hash, :started:<event> set, :released:<event> set
-- Returns  'noted'
-- Atomic, idempotent.
local guard, id = KEYS[1], ARGV[1]
local noted = ARGV[2] == 'started' and guard .. ':started:' .. id or guard .. ':released:' .. id
local left = redis.call('PTTL', guard .. ':e:' .. id)
for i = 3, #ARGV do
  if left > 0 and redis.call('SCARD', noted) < 1000 then
    redis.call('SADD', noted, ARGV[i])
    redis.call('PEXPIRE', noted, left)
  end
end
return 'noted'
