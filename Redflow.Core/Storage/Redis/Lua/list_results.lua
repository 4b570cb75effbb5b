-- Reads a stretch of the results in a status, newest first, after removing those that have expired from the lists.
-- KEYS[1]  guard of the results
-- ARGV[1]  status
-- ARGV[2]  how many results to pass over
-- ARGV[3]  the result to go on behind, wherever it is now (or ''; when it is not there any more, ARGV[2] counts)
-- ARGV[4]  limit
-- ARGV[5]  how many expired results to remove from the lists
-- Derived  :r:<id> hash, :i:<status> zset, :expiries zset
-- Returns  'swept' when others may have expired; else 'more' or 'end', the place and the result to go on behind, and the documents
-- Atomic, idempotent: it changes nothing but the lists.
-- @include time
-- @include sweep_results
local guard, status, last, limit = KEYS[1], ARGV[1], ARGV[3], tonumber(ARGV[4])
if sweep_results(guard, now_ms(), ARGV[5]) == tonumber(ARGV[5]) then
  return { 'swept' }
end

local list = guard .. ':i:' .. status
local rank = last ~= '' and redis.call('ZREVRANK', list, last)
local place = rank and rank + 1 or tonumber(ARGV[2])
local ids, documents = redis.call('ZREVRANGE', list, place, place + limit - 1), {}
for _, id in ipairs(ids) do
  local result = guard .. ':r:' .. id
  local v = redis.call('HMGET', result, 's', 'd')
  if v[1] == status then
    documents[#documents + 1] = v[2]
    last = id
  else
    redis.call('ZREM', list, id)
  end
end
return { #ids < limit and 'end' or 'more', place + #documents, last, documents }
