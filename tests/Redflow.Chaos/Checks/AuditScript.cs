using System.Globalization;
using Redflow.Storage.Redis;
using StackExchange.Redis;

namespace Redflow.Chaos.Checks;

/// <summary>
/// Looks at a workflow in one partition, at one instant: a script is the only reader that nobody changes anything under. It reads what
/// docs/reference/redis-keys.md tells, and takes no part of it from the engine's own scripts.
/// </summary>
internal sealed class AuditScript(IConnectionMultiplexer multiplexer, string prefix)
{
    private const int MostRuns = 300;

    private const string Text = """
        local guard, name, last, partitions = KEYS[1], ARGV[1], tonumber(ARGV[2]) - 1, tonumber(ARGV[3])
        local leaked, stranded, kept, stuck = {}, {}, {}, {}
        local ended = { succeeded = true, failed = true, canceled = true }

        local slots = redis.call('ZRANGE', guard .. ':sl:' .. name, 0, -1)
        for _, id in ipairs(slots) do
          local v = redis.call('HMGET', guard .. ':r:' .. id, 's', 'q')
          local is_ready = v[1] == 'queued' and redis.call('ZSCORE', guard .. ':q:' .. v[2], id)
          if v[1] ~= 'running' and not is_ready then
            leaked[#leaked + 1] = id
          end
        end

        local counted, most = 0, 0
        for _, held in ipairs(redis.call('HVALS', guard .. ':sk:' .. name)) do
          counted = counted + held
          most = math.max(most, tonumber(held))
        end

        for _, id in ipairs(redis.call('ZRANGE', guard .. ':i:' .. name .. ':queued', 0, last)) do
          local v = redis.call('HMGET', guard .. ':r:' .. id, 'q', 'u')
          if v[1] and not redis.call('ZSCORE', guard .. ':q:' .. v[1], id)
            and not redis.call('ZSCORE', guard .. ':b:' .. name .. ':' .. (v[2] or ''), id) then
            stranded[#stranded + 1] = id
          end
        end

        for status in pairs(ended) do
          for _, id in ipairs(redis.call('ZREVRANGE', guard .. ':i:' .. name .. ':' .. status, 0, last)) do
            local run = guard .. ':r:' .. id
            if redis.call('PTTL', run) == -1 and redis.call('HEXISTS', run, 'co') == 0 then
              kept[#kept + 1] = id
            end
          end
        end

        if redis.call('ZCARD', guard .. ':outbox') == 0 then
          for _, id in ipairs(redis.call('ZRANGE', guard .. ':i:' .. name .. ':waiting', 0, last)) do
            local fields, is_stuck = redis.call('HGETALL', guard .. ':r:' .. id), false
            for i = 1, #fields, 2 do
              local child = string.match(fields[i + 1], '^C,%d+,%d+,%d+,%d+,(.*)$')
              if child and string.sub(fields[i], 1, 2) == 's:' then
                local status = redis.call('HGET', guard .. ':r:' .. child, 's')
                is_stuck = is_stuck or ended[status] or not status and partitions == 1
              end
            end
            if is_stuck then
              stuck[#stuck + 1] = id
            end
          end
        end

        return { redis.call('SCARD', guard .. ':running:' .. name), #slots, counted, most, leaked, stranded, kept, stuck }
        """;

    /// <summary>Looks at a workflow.</summary>
    public async Task<Audit> RunAsync(string workflow, int partition, int partitions)
    {
        RedisKey guard = new RedisKeys(prefix, partition).Guard;
        var arguments = new object[] { Text, "1", guard, workflow, MostRuns.ToString(CultureInfo.InvariantCulture), partitions.ToString(CultureInfo.InvariantCulture) };
        var reply = (RedisResult[])(await multiplexer.GetDatabase().ExecuteAsync("EVAL", arguments))!;
        return new(
            workflow, (long)reply[0], (long)reply[1], (long)reply[2], (long)reply[3],
            (string[])reply[4]!, (string[])reply[5]!, (string[])reply[6]!, (string[])reply[7]!);
    }
}
