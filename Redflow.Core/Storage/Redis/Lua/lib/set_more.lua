-- Sets fields of a run that few runs have. The field 'm', which every run has, is '1' for those that do: read_run looks for such fields only
-- there. Of the others it is '0' before the first claim ('t' where there is a trace parent), and then empty; with an 'n' behind it while
-- somebody waits for the end.
local function set_more(run, ...)
  redis.call('HSET', run, 'm', '1', ...)
end
