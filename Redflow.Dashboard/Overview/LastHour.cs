using Redflow.Runs;

namespace Redflow.Dashboard.Overview;

/// <summary>The last sixty minutes: whole ones, and the one that is under way.</summary>
/// <param name="From">The start of the first.</param>
internal readonly record struct LastHour(DateTimeOffset From)
{
    public const int Minutes = 60;

    /// <summary>The end of the last.</summary>
    public DateTimeOffset End => From.AddMinutes(Minutes);

    public static LastHour At(DateTimeOffset now) =>
        new(new DateTimeOffset(now.UtcTicks - (now.UtcTicks % TimeSpan.TicksPerMinute), TimeSpan.Zero).AddMinutes(1 - Minutes));

    /// <summary>What happened in each of the minutes, oldest first; also in those in which nothing did.</summary>
    public IReadOnlyList<MinuteStats> Fill(IEnumerable<MinuteStats> minutes)
    {
        var (from, byMinute) = (From, minutes.ToLookup(minute => minute.Minute));
        return [.. Enumerable.Range(0, Minutes).Select(i => from.AddMinutes(i)).Select(minute => Sum(minute, "", byMinute[minute]))];
    }

    /// <summary>What happened to a workflow in all of the minutes together.</summary>
    public MinuteStats Sum(string workflow, IEnumerable<MinuteStats> minutes) => Sum(From, workflow, minutes);

    private static MinuteStats Sum(DateTimeOffset minute, string workflow, IEnumerable<MinuteStats> of) =>
        of.Aggregate(new MinuteStats { Minute = minute, Workflow = workflow }, (one, other) => one + other);
}
