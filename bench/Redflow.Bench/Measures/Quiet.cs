using System.Diagnostics;

namespace Redflow.Bench.Measures;

/// <summary>Waits for a machine on which nobody else works.</summary>
internal static class Quiet
{
    private const double Level = 0.3;

    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(500);

    /// <summary>How long it waits: <c>QUIET_MS</c>, 20 s unless that is set; 0 not to wait.</summary>
    private static TimeSpan Limit => TimeSpan.FromMilliseconds(Setting.Read("QUIET_MS", 20_000));

    /// <summary>Waits until less than 0.3 cores are in use, or the limit is over.</summary>
    public static async Task WaitAsync(CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(started) < Limit)
        {
            var before = MachineLoad.Read();
            await Task.Delay(Look, cancellationToken);
            if (MachineLoad.Between(before, MachineLoad.Read(), ownMs: 0).Foreign < Level)
            {
                return;
            }
        }
    }
}
