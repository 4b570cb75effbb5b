-- @include claim_run
-- After how many bytes of inputs and stored steps a reply takes no more runs: one too long to be read in time would be sent again and again.
local MOST_BYTES = 1048576

-- Claims from a queue until it is empty, or there is no room left in the worker or the reply; what was taken out beyond that goes back to its
-- place. Runs that may not start are passed over, about a hundred in a call.
local function claim_from(guard, now, worker, queue, claims)
  local set = guard .. ':q:' .. queue
  repeat
    local popped = redis.call('ZPOPMIN', set, claims.room)
    local is_all = #popped < claims.room * 2
    for j = 1, #popped, 2 do
      local run, bytes
      if claims.bytes < MOST_BYTES then
        run, bytes = claim_run(guard, now, worker, queue, popped[j], popped[j + 1], claims.blocked)
        claims.passed = claims.passed + (run and 0 or 1)
      else
        redis.call('ZADD', set, popped[j + 1], popped[j])
      end
      if run then
        claims.runs[#claims.runs + 1] = run
        claims.ids[#claims.ids + 1] = run[1]
        claims.room = claims.room - 1
        claims.bytes = claims.bytes + bytes
      end
    end
  until claims.room == 0 or is_all or claims.passed >= 100 or claims.bytes >= MOST_BYTES
end
