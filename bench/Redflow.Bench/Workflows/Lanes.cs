namespace Redflow.Bench.Workflows;

/// <summary>Calls of which some are under way at a time.</summary>
internal static class Lanes
{
    /// <summary>Makes calls 0, <paramref name="step"/>, twice that … below a number, until there is no time left.</summary>
    /// <param name="count">Below which.</param>
    /// <param name="step">From one call to the next.</param>
    /// <param name="inFlight">How many are under way at a time.</param>
    /// <param name="mayGoOn">Whether there is time for another.</param>
    /// <param name="call">A call.</param>
    public static Task RunAsync(int count, int step, int inFlight, Func<bool> mayGoOn, Func<int, Task> call)
    {
        var next = -step;
        return Task.WhenAll(Enumerable.Range(0, inFlight).Select(_ => LaneAsync()));

        async Task LaneAsync()
        {
            for (var i = Interlocked.Add(ref next, step); i < count && mayGoOn(); i = Interlocked.Add(ref next, step))
            {
                await call(i);
            }
        }
    }
}
