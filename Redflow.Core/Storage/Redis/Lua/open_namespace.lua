-- Opens a namespace: the first client creates its record, every other one reads it.
-- KEYS[1]  record: {prefix}:namespace, hash
-- ARGV[1]  schema: the version of the shapes that the client stores
-- ARGV[2]  partitions: how many the client is set up for
-- Returns  the schema and the partitions of the record, as texts
-- Atomic, idempotent: what the first client wrote stays.
local record, schema, partitions = KEYS[1], ARGV[1], ARGV[2]
if redis.call('EXISTS', record) == 0 then
  redis.call('HSET', record, 'schema', schema, 'partitions', partitions)
end
return redis.call('HMGET', record, 'schema', 'partitions')
