using Redflow.Bench.Measures;
using Redflow.Bench.Rows;

namespace Redflow.Bench.Scenarios;

/// <summary>Runs that were emitted or worked off.</summary>
/// <param name="Runs">How many there were in the time.</param>
/// <param name="Seconds">The time.</param>
/// <param name="Paid">How many the costs are of: a worker that is stopped ends some more.</param>
/// <param name="Before">What everything had cost before.</param>
/// <param name="After">What it had cost in the end.</param>
internal sealed record Timed(int Runs, double Seconds, int Paid, Snapshot Before, Snapshot After)
{
    /// <summary>Several as one.</summary>
    /// <param name="parts">At least one, in their order.</param>
    public static Timed Sum(IEnumerable<Timed> parts) => parts.Aggregate(static (sum, part) => new(
        sum.Runs + part.Runs, sum.Seconds + part.Seconds, sum.Paid + part.Paid, sum.Before, sum.After.Plus(part.Before, part.After)));

    /// <summary>The row with their number, rate and costs.</summary>
    public Row Describe(Row row) => row.With(After.Since(Before, Paid)) with { Jobs = Paid, PerSec = Rate.Of(Runs, Seconds) };
}
