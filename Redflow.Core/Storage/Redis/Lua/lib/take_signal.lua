-- Takes the oldest kept signal of a name; nil when there is none. A kept signal is its name, a line feed, and its payload. They are read a
-- few at a time: a run may have thousands, and mostly the first one is it.
local function take_signal(guard, id, name)
  local kept, from, page = guard .. ':g:' .. id, 0, nil
  repeat
    page = redis.call('LRANGE', kept, from, from + 49)
    for _, signal in ipairs(page) do
      if string.sub(signal, 1, #name + 1) == name .. '\n' then
        redis.call('LREM', kept, 1, signal)
        return string.sub(signal, #name + 2)
      end
    end
    from = from + 50
  until #page < 50
  return nil
end
