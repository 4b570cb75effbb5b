using Redflow.Runs;
using StackExchange.Redis;

namespace Redflow.Storage.Redis;

/// <summary>Groups the failed runs of a partition.</summary>
internal sealed class FailureReader(RedisCaller caller, RedisKeys keys)
{
    /// <summary>How many fingerprints a call looks at.</summary>
    private const int Stretch = 1_000;

    /// <summary>How many runs of a fingerprint are looked at for one that has not expired: those of one workflow mostly expire oldest first.</summary>
    private const int Looks = 10;

    /// <returns>The counts, and whether there may be more.</returns>
    public async Task<(IReadOnlyList<FailureCount> Counts, bool IsCut)> CountAsync(FailureQuery query, CancellationToken cancellationToken)
    {
        var (counts, behind) = (new List<FailureCount>(), "");
        for (var seen = 0; seen < FailureQuery.MaxFingerprints; seen += Stretch)
        {
            RedisValue[] arguments = [behind, Stretch, Looks, query.Workflow ?? "", query.FingerprintPrefix ?? ""];
            var reply = (await caller.EvaluateAsync(Scripts.ListFailures, arguments, cancellationToken).ConfigureAwait(false)).Items();
            counts.AddRange(reply[1].Items().Select(row => ToCount(row.Items())));
            behind = reply[0].Text();
            if (behind.Length == 0)
            {
                return (counts, false);
            }
        }

        return (counts, true);
    }

    /// <summary>Reads the error of a run; null when the run is gone, or has not failed any more.</summary>
    public async Task<RunError?> FindErrorAsync(RunId id, string fingerprint, CancellationToken cancellationToken)
    {
        var fields = await caller.CallAsync("read error", database => database.HashGetAsync(keys.Run(id.ToString()), ["fp", "e"]), cancellationToken)
            .ConfigureAwait(false);
        return fields[0] == fingerprint ? RunReader.ToError((byte[])fields[1]!) : null;
    }

    private static FailureCount ToCount(RedisResult[] row) => new(
        row[0].Text(),
        row[1].Number(),
        row[2].Text(),
        ToRun(row[3..6]),
        ToRun(row[6..9]));

    private static FailedRun ToRun(RedisResult[] run) =>
        new(new(run[1].Number(), RunId.Parse(run[0].Text(), null)), Replies.Time(run[2].Number()));
}
