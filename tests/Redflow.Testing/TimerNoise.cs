using System.Diagnostics;

namespace Redflow.Testing;

/// <summary>
/// How late bare timers are on this machine just now. A run passes through three processes from its timer to its handler, so a
/// measurement of its lateness allows for some of them on top of what is promised for an idle system.
/// </summary>
public static class TimerNoise
{
    private const int Hops = 4;

    /// <summary>Measures while the given time goes by.</summary>
    public static async Task<TimeSpan> AllowanceAsync(TimeSpan during)
    {
        var late = await Task.WhenAll(Enumerable.Range(1, 9).Select(i => LatenessAsync(during * i / 9)));
        return late.Order().ElementAt(late.Length / 2) * Hops;
    }

    private static async Task<TimeSpan> LatenessAsync(TimeSpan delay)
    {
        var started = Stopwatch.GetTimestamp();
        await Task.Delay(delay);
        return Stopwatch.GetElapsedTime(started) - delay;
    }
}
