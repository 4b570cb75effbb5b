-- Takes the oldest kept signal of a name; nil when there is none. A kept signal is its name, a line feed, and its payload.
local function take_signal(guard, id, name)
  local kept = guard .. ':g:' .. id
  for _, signal in ipairs(redis.call('LRANGE', kept, 0, -1)) do
    if string.sub(signal, 1, #name + 1) == name .. '\n' then
      redis.call('LREM', kept, 1, signal)
      return string.sub(signal, #name + 2)
    end
  end
  return nil
end
