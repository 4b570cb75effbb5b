-- Tells why a run is not running.
-- KEYS[1]  guard
-- ARGV[1]  run id
-- Derived  :r:<id> hash, :w:<workflow> hash, :q:<queue> zset, :sl:<workflow> zset, :sk:<workflow> hash, :rl:<workflow>:<limit key> zset,
--          :workers zset, :wi:<worker> hash, :paused hash
-- Returns  'none' (it runs, has ended or is unknown); 'delayed', until; 'suspended', steps that wait and what is stored of them; 'paused',
--          pause; 'slots', limit, held, up to ten holders; 'keyslots', limit key, limit, held; 'rate', starts, period (ms), '1' when it is
--          the key's, until; 'backlog'; 'queuepaused', queue, pause; 'unregistered', workflow; 'workerless', queue; 'ready', queue, how
--          many are before it
-- Atomic. Reads only.
-- @include time
-- @include read_run
-- @include workflow
local guard = KEYS[1]
local now = now_ms()
local r = read_run(guard, ARGV[1])
if not r then
  return { 'none' }
elseif r.status == 'scheduled' then
  return { 'delayed', redis.call('HGET', r.key, 'd') }
elseif r.status == 'waiting' then
  local steps, fields = {}, redis.call('HGETALL', r.key)
  for i = 1, #fields, 2 do
    local over = tonumber(string.match(fields[i + 1], '^[WCEG],(%d+),'))
    if string.sub(fields[i], 1, 2) == 's:' and over and (over == 0 or over > now) then
      steps[#steps + 1] = string.sub(fields[i], 3)
      steps[#steps + 1] = fields[i + 1]
    end
  end
  return { 'suspended', steps }
elseif r.status ~= 'queued' then
  return { 'none' }
end

local w = workflow_of(guard, r.workflow)
local rank = redis.call('ZRANK', guard .. ':q:' .. r.queue, r.id)
if w.paused then
  return { 'paused', w.paused }
elseif not rank then
  local slots = guard .. ':sl:' .. r.workflow
  local taken, held = redis.call('ZCARD', slots), tonumber(redis.call('HGET', guard .. ':sk:' .. r.workflow, r.limit_key) or 0)
  if w.limit and taken >= w.limit then
    return { 'slots', w.limit, taken, redis.call('ZRANGE', slots, 0, 9) }
  elseif w.key_limit and held >= w.key_limit then
    return { 'keyslots', r.limit_key, w.key_limit, held }
  elseif w.rate and not r.woken then
    local starts = guard .. ':rl:' .. r.workflow .. ':' .. (w.rate_per_key and r.limit_key or '')
    local last = redis.call('ZRANGE', starts, -w.rate, -w.rate, 'WITHSCORES')[2]
    if last and last + w.period > now then
      return { 'rate', w.rate, w.period, w.rate_per_key and '1' or '', last + w.period }
    end
  end
  return { 'backlog' }
end

local pause = redis.call('HGET', guard .. ':paused', r.queue)
if pause then
  return { 'queuepaused', r.queue, pause }
elseif not w.queue then
  return { 'unregistered', r.workflow }
end
for _, worker in ipairs(redis.call('ZRANGEBYSCORE', guard .. ':workers', '(' .. now, '+inf')) do
  local queues = redis.call('HGET', guard .. ':wi:' .. worker, 'queues') or ''
  if string.find(',' .. queues .. ',', ',' .. r.queue .. ',', 1, true) then
    return { 'ready', r.queue, rank }
  end
end
return { 'workerless', r.queue }
