-- Tells whether scripts see each other halfway: one stays there for a while, while others look.
-- KEYS[1]  probe: {prefix}:probe, string
-- ARGV[1]  how long to stay halfway (ms); 0 to look only
-- ARGV[2]  how many looks at the clock that takes at most
-- Returns  'seen' when another script is halfway, else 'alone'
-- Atomic where scripts are, idempotent: it removes what it writes, or Redis does after a second.
-- @include time
local probe, stay, looks = KEYS[1], tonumber(ARGV[1]), tonumber(ARGV[2])
if redis.call('EXISTS', probe) == 1 then
  return 'seen'
end
if stay > 0 then
  local until_ms = now_ms() + stay
  redis.call('SET', probe, 'halfway', 'PX', 1000)
  for _ = 1, looks do
    if now_ms() >= until_ms then
      break
    end
  end
  redis.call('DEL', probe)
end
return 'alone'
