-- Has changes of runs told, until nobody has asked for them for some time, and returns those behind a place.
-- KEYS[1]  guard
-- ARGV[1]  the place: how many changes there had been (or '' for the end)
-- ARGV[2]  limit: how many changes to return at most
-- ARGV[3]  for how long changes are told on (ms)
-- ARGV[4]  for how long those that were told are kept (ms)
-- Derived  :watched string, :change string, :changes list
-- Returns  the place behind what is returned; 1 when changes between are not known any more, or were never told, else 0; how many are left; and the
--          changes, each as: run id, status, workflow, with a space between
-- Atomic. Idempotent: it takes nothing away.
-- @include time
local guard, from, limit = KEYS[1], tonumber(ARGV[1]), tonumber(ARGV[2])
local counter, told = guard .. ':change', guard .. ':changes'

-- Without anybody who watched, nothing was told: there is a gap, so that no place from before is one behind it. The count begins with the time (in
-- microseconds), so that one of a Redis that has lost it is never given again.
if not redis.call('SET', guard .. ':watched', '1', 'XX', 'PX', ARGV[3]) then
  redis.call('SET', guard .. ':watched', '1', 'PX', ARGV[3])
  redis.call('DEL', told)
  redis.call('SET', counter, string.format('%.0f', math.max(now_ms() * 1000, (redis.call('GET', counter) or 0) + 1)))
end
redis.call('PEXPIRE', counter, ARGV[4])
redis.call('PEXPIRE', told, ARGV[4])

local count, length = tonumber(redis.call('GET', counter)), redis.call('LLEN', told)
local first = count - length
local gap = from and (from < first or from > count) and 1 or 0
from = from and math.min(math.max(from, first), count) or count
local last = math.min(from + limit, count)
local found = last > from and redis.call('LRANGE', told, from - first, last - first - 1) or {}
return { string.format('%.0f', last), gap, count - last, found }
