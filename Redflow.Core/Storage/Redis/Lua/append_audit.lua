-- Notes a change that somebody made through an API. The same one again, within a minute of the first, is counted with it.
-- KEYS[1]  guard
-- ARGV[1]  id of the call
-- ARGV[2]  the change, opaque
-- ARGV[3]  how often it was made
-- ARGV[4]  how long it is counted (ms)
-- ARGV[5]  how many entries are kept
-- ARGV[6]  how long they are kept (ms)
-- Derived  :audit zset, :audited hash, :noted:<digest> string
-- Returns  'noted'
-- Atomic, idempotent unless another process notes the same in between: the call that was counted last is not counted again.
-- @include time
local guard, call, change, counted, kept, life = KEYS[1], ARGV[1], ARGV[2], tonumber(ARGV[4]), tonumber(ARGV[5]), tonumber(ARGV[6])
local audit, audited, now, digest = guard .. ':audit', guard .. ':audited', now_ms(), redis.sha1hex(change)
local noted = guard .. ':noted:' .. digest
local id = redis.call('GET', noted)
local before = id and now - string.sub(id, 1, 13) < counted and redis.call('HGET', audited, id)
local times, last = 0, nil
if before then
  times, last = string.match(before, '^(%d+) (%S+) ')
  if last == call then
    return 'noted'
  end
else
  id = string.format('%013.0f', now) .. '-' .. string.sub(digest, 1, 16)
  redis.call('ZADD', audit, 0, id)
  redis.call('SET', noted, id, 'PX', counted)
end
redis.call('HSET', audited, id, string.format('%.0f', times + ARGV[3]) .. ' ' .. call .. ' ' .. change)
-- By rank: Garnet looks through all of a range of ids.
local old, first, oldest_kept = {}, redis.call('ZRANGE', audit, 0, 0), string.format('%013.0f', now - life)
if string.sub(first[1], 1, 13) < oldest_kept then
  for _, entry in ipairs(redis.call('ZRANGE', audit, 0, 99)) do
    old[#old + 1] = string.sub(entry, 1, 13) < oldest_kept and entry or nil
  end
elseif redis.call('ZCARD', audit) > kept then
  old = first
end
if #old > 0 then
  redis.call('ZREM', audit, unpack(old))
  redis.call('HDEL', audited, unpack(old))
end
redis.call('PEXPIRE', audit, life)
redis.call('PEXPIRE', audited, life)
return 'noted'
