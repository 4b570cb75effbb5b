namespace Redflow.Dashboard.Runs;

/// <summary>A bar of a waterfall.</summary>
/// <param name="Kind">What happened meanwhile.</param>
/// <param name="From">When it began.</param>
/// <param name="To">When it ended, or the page was read.</param>
/// <param name="IsOpen">Whether it goes on.</param>
internal sealed record WaterfallBar(BarKind Kind, DateTimeOffset From, DateTimeOffset To, bool IsOpen);
