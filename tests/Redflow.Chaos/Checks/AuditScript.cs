using System.Globalization;
using Redflow.Runs;
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
        local guard, name, last = KEYS[1], ARGV[1], tonumber(ARGV[2]) - 1
        local leaked, stranded, kept, waits = {}, {}, {}, {}
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
            local fields = redis.call('HGETALL', guard .. ':r:' .. id)
            for i = 1, #fields, 2 do
              local child = string.match(fields[i + 1], '^C,%d+,%d+,%d+,%d+,(.*)$')
              if child and string.sub(fields[i], 1, 2) == 's:' then
                waits[#waits + 1] = id .. ' ' .. child
              end
            end
          end
        end

        return { redis.call('SCARD', guard .. ':running:' .. name), #slots, counted, most, leaked, stranded, kept, waits }
        """;

    /// <summary>Returns those of some children that have ended, or are gone since, if nothing that their partition owes is on its way.</summary>
    private const string OverText = """
        local guard, over = KEYS[1], {}
        local open = { scheduled = true, queued = true, running = true, waiting = true }
        if redis.call('ZCARD', guard .. ':outbox') == 0 then
          for _, child in ipairs(ARGV) do
            if not open[redis.call('HGET', guard .. ':r:' .. child, 's')] then
              over[#over + 1] = child
            end
          end
        end
        return over
        """;

    /// <summary>Looks at a workflow.</summary>
    public async Task<Audit> RunAsync(string workflow, int partition)
    {
        var reply = (RedisResult[])(await EvaluateAsync(Text, partition, workflow, MostRuns.ToString(CultureInfo.InvariantCulture)))!;
        return new(
            workflow, partition, (long)reply[0], (long)reply[1], (long)reply[2], (long)reply[3],
            (string[])reply[4]!, (string[])reply[5]!, (string[])reply[6]!, [.. ((string[])reply[7]!).Select(wait => wait.Split(' ')).Select(wait => (wait[0], wait[1]))]);
    }

    /// <summary>
    /// Returns the runs that wait for a child though it has ended and nothing is on its way to them. Parent and child may be in two partitions, which
    /// no script sees at one instant: what a child owes is delivered before it is owed no more, so one that ends while this looks is told from one
    /// that is forgotten by a second look at the parent.
    /// </summary>
    public async Task<IReadOnlyList<string>> FindStuckAsync(Audit audit)
    {
        var over = await Task.WhenAll(audit.Waits.Select(wait => wait.Child).GroupBy(child => RunId.Parse(child, CultureInfo.InvariantCulture).Partition)
            .Select(async partition => (string[])(await EvaluateAsync(OverText, partition.Key, [.. partition.Distinct()]))!));
        var ended = over.SelectMany(children => children).ToHashSet();
        var stuck = audit.Waits.Where(wait => ended.Contains(wait.Child)).ToArray();
        return stuck.Length == 0 ? [] : [.. stuck.Intersect((await RunAsync(audit.Workflow, audit.Partition)).Waits).Select(wait => wait.Run).Distinct()];
    }

    /// <summary>Bounded, as every call of the engine is: the client library never completes some that were under way when a connection was lost.</summary>
    private Task<RedisResult> EvaluateAsync(string text, int partition, params IEnumerable<string> arguments)
    {
        RedisKey guard = new RedisKeys(prefix, partition).Guard;
        object[] all = [text, "1", guard, .. arguments];
        return multiplexer.GetDatabase().ExecuteAsync("EVAL", all).WaitAsync(RedisCaller.CallTimeout);
    }
}
