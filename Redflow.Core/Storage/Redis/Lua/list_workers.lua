-- Reads workers, those that hold a lease.
-- KEYS[1]  guard
-- ARGV     the workers
-- Derived  :workers zset, :wi:<worker> hash, :l:<worker> set
-- Returns  four per worker: id, until when its lease lasts, the number of runs under it, fields
-- Atomic: of one moment. Reads only.
-- @include time
local guard, now, rows = KEYS[1], now_ms(), {}
for _, worker in ipairs(ARGV) do
  local over = tonumber(redis.call('ZSCORE', guard .. ':workers', worker) or 0)
  if over > now then
    rows[#rows + 1] = worker
    rows[#rows + 1] = over
    rows[#rows + 1] = redis.call('SCARD', guard .. ':l:' .. worker)
    rows[#rows + 1] = redis.call('HGETALL', guard .. ':wi:' .. worker)
  end
end
return rows
