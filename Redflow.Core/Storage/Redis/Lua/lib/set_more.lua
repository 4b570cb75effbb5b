-- Sets fields of a run that few runs have. The field 'm', its mark, which every run has, is '1' for those that do: read_run looks for such
-- fields only there. Of the others it is '0' before the first claim ('t' where there is a trace parent), and then empty; with an 'n' behind it
-- since somebody has waited for the end. The functions of is_awaited, awaited_mark and claimed_mark read and change it.
local function set_more(run, ...)
  redis.call('HSET', run, 'm', '1', ...)
end
