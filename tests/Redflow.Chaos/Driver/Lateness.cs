using System.Diagnostics;
using System.Globalization;
using Redflow.Chaos.Ledger;

namespace Redflow.Chaos.Driver;

/// <summary>Writes down when the machine is so busy that a bare timer is late: what is measured then may be late as well.</summary>
internal static class Lateness
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Usual = TimeSpan.FromMilliseconds(20);

    /// <summary>Watches until the token fires.</summary>
    public static async Task WatchAsync(LedgerWriter ledger, CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            var begun = Stopwatch.GetTimestamp();
            await Pause.ForAsync(Tick, cancellationToken);
            var late = Stopwatch.GetElapsedTime(begun) - Tick;
            if (late > Usual)
            {
                ledger.Write(LedgerKinds.Late, late.Ticks.ToString(CultureInfo.InvariantCulture));
            }
        }
    }
}
