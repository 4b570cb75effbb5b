-- Groups failed runs by fingerprint, a stretch of fingerprints at a time.
-- KEYS[1]  guard
-- ARGV[1]  the fingerprint to begin behind (or '')
-- ARGV[2]  limit: how many fingerprints
-- ARGV[3]  how many runs of each, newest and oldest, are looked at for one that has not expired
-- ARGV[4]  workflow (or '' for all)
-- ARGV[5]  what fingerprints begin with (or '')
-- Derived  :indexes zset, :j:<index> zset, :r:<id> hash
-- Returns  the fingerprint to go on behind ('' at the end), and nine per fingerprint that has runs: itself, how many they are, their
--          workflow, and of the newest and of the oldest of them id, created, ended
-- Atomic: of one moment. Reads only.
local guard, behind, limit, looks, only, prefix = KEYS[1], ARGV[1], tonumber(ARGV[2]), ARGV[3] - 1, ARGV[4], ARGV[5]

-- The first run of a list that is there: id, workflow, created, ended. Entries of expired ones are left until the sweep.
local function first_of(ids)
  for _, id in ipairs(ids) do
    local v = redis.call('HMGET', guard .. ':r:' .. id, 'w', 'c', 'z')
    if v[1] and v[3] then
      return id, v[1], v[2], v[3]
    end
  end
  return nil
end

-- No hexadecimal digit is behind 'g'.
local rows, from = {}, behind == '' and '[f:' .. prefix or '(f:' .. behind
local indexes = redis.call('ZRANGEBYLEX', guard .. ':indexes', from, '(f:' .. prefix .. 'g', 'LIMIT', 0, limit)
for _, index in ipairs(indexes) do
  local runs = guard .. ':j:' .. index
  local id, workflow, created, ended = first_of(redis.call('ZREVRANGE', runs, 0, looks))
  if id and (only == '' or workflow == only) then
    local first_id, _, first_created, first_ended = first_of(redis.call('ZRANGE', runs, 0, looks))
    if not first_id then
      first_id, first_created, first_ended = id, created, ended
    end
    rows[#rows + 1] = {
      string.sub(index, 3), redis.call('ZCARD', runs), workflow, id, created, ended, first_id, first_created, first_ended,
    }
  end
end
return { #indexes == limit and string.sub(indexes[limit], 3) or '', rows }
