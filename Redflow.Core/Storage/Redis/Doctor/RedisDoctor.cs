using System.Globalization;
using StackExchange.Redis;

namespace Redflow.Storage.Redis.Doctor;

/// <summary>Looks at how Redis is set up, where that decides whether runs are safe. Of a cluster it looks at one of the masters.</summary>
/// <remarks>What Redis does not let it look at is a finding too, never a failure: managed servers have no CONFIG, and Garnet's INFO is its own.</remarks>
internal sealed class RedisDoctor(RedisLink link, RedisCaller caller, string prefix, TimeProvider time)
{
    private const int OldestVersion = 7;
    private const double FullShare = 0.9;

    private static readonly TimeSpan LargestClockGap = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan ProbeTimeout = TimeSpan.FromSeconds(10);

    private readonly ScriptProbe _probe = new(link, prefix);
    private bool? _atomic;

    public async Task<IReadOnlyList<StoreFinding>> ExamineAsync(CancellationToken cancellationToken)
    {
        var findings = new List<StoreFinding>();
        if (await AskAsync(findings, "version and memory", "INFO", cancellationToken).ConfigureAwait(false) is { } reply)
        {
            var info = new ServerInfo(reply.Text());
            findings.AddRange([.. JudgeVersion(info), .. JudgeMemory(info)]);
            if (info.IsGarnet)
            {
                await ProbeScriptsAsync(findings).ConfigureAwait(false);
            }
        }

        await ExaminePersistenceAsync(findings, cancellationToken).ConfigureAwait(false);
        await ExamineClockAsync(findings, cancellationToken).ConfigureAwait(false);
        return findings;
    }

    /// <summary>What INFO says; nothing but a name where it may not be asked.</summary>
    public async Task<StoreServer> DescribeAsync(CancellationToken cancellationToken) =>
        new ServerInfo((await AskAsync([], "the server", "INFO", cancellationToken).ConfigureAwait(false))?.Text() ?? "").Describe();

    public static IEnumerable<StoreFinding> JudgeVersion(ServerInfo info)
    {
        if (!int.TryParse(info.Version?.Split('.')[0], CultureInfo.InvariantCulture, out var major))
        {
            yield return new StoreFinding.NotChecked("the version", "INFO does not tell it");
        }
        else if (major < OldestVersion)
        {
            yield return new StoreFinding.TooOld(info.Version!);
        }
    }

    public static IEnumerable<StoreFinding> JudgeMemory(ServerInfo info)
    {
        if (info is not { MemoryPolicy: { } policy, MaxMemory: { } limit, UsedMemory: { } used })
        {
            yield return new StoreFinding.NotChecked("eviction and the use of memory", "INFO does not tell them");
            yield break;
        }

        if (policy != "noeviction")
        {
            yield return new StoreFinding.MayEvict(policy, limit);
        }

        if (limit > 0 && used > limit * FullShare)
        {
            yield return new StoreFinding.NearlyFull(used, limit);
        }
    }

    private async Task ExaminePersistenceAsync(List<StoreFinding> findings, CancellationToken cancellationToken)
    {
        const string What = "persistence";
        if (await AskAsync(findings, What, "CONFIG GET save", cancellationToken).ConfigureAwait(false) is not { } save
            || await AskAsync(findings, What, "CONFIG GET appendonly", cancellationToken).ConfigureAwait(false) is not { } appendOnly)
        {
            return;
        }

        if (save.Items() is not [_, var snapshots] || appendOnly.Items() is not [_, var file])
        {
            findings.Add(new StoreFinding.NotChecked(What, "CONFIG does not tell it"));
        }
        else if (snapshots.Text() is "" && file.Text() != "yes")
        {
            findings.Add(new StoreFinding.NotPersistent());
        }
    }

    private async Task ExamineClockAsync(List<StoreFinding> findings, CancellationToken cancellationToken)
    {
        var before = time.GetUtcNow();
        if (await AskAsync(findings, "the clock", "TIME", cancellationToken).ConfigureAwait(false) is { } reply)
        {
            var between = before + (time.GetUtcNow() - before) / 2;
            var ahead = between - DateTimeOffset.FromUnixTimeSeconds(reply.Items()[0].Number()).AddMicroseconds(reply.Items()[1].Number());
            if (ahead.Duration() > LargestClockGap)
            {
                findings.Add(new StoreFinding.ClockApart(ahead));
            }
        }
    }

    /// <summary>
    /// Only an answer is remembered: the probe costs a connection and 50 ms, and a server does not change its mode while it runs. A caller
    /// that gives up does not end it: a health check that is asked with a short time-out would never get an answer.
    /// </summary>
    private async Task ProbeScriptsAsync(List<StoreFinding> findings)
    {
        try
        {
            _atomic ??= await _probe.AreAtomicAsync().WaitAsync(ProbeTimeout, time, CancellationToken.None).ConfigureAwait(false);
            if (_atomic is false)
            {
                findings.Add(new StoreFinding.ScriptsNotAtomic());
            }
        }
        catch (Exception exception) when (exception is RedisException or TimeoutException or ArgumentException)
        {
            // The connection string may not say all that the connection was made with, so a second one may not come about.
            findings.Add(new StoreFinding.NotChecked("whether scripts are atomic", "the probe needs a second connection and did not get it"));
        }
    }

    private async Task<RedisResult?> AskAsync(
        List<StoreFinding> findings, string what, string command, CancellationToken cancellationToken)
    {
        var words = command.Split(' ');
        try
        {
            return await caller.CallAsync(command, database => database.ExecuteAsync(words[0], [.. words[1..]]), cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is RedisServerException or RedisCommandException)
        {
            findings.Add(new StoreFinding.NotChecked(what, exception.Message));
            return null;
        }
    }
}
