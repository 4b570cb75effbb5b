-- Lists a run under what it can be found by besides its workflow and status: 't:' and a tag, 'p:' and its parent, 'f:' and the fingerprint
-- of its error.
local function index_run(guard, suffix, r)
  redis.call('ZADD', guard .. ':j:' .. suffix, r.created, r.id)
  redis.call('ZADD', guard .. ':indexes', 0, suffix)
end
