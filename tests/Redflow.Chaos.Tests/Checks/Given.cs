using System.Globalization;
using Redflow.Chaos.Checks;
using Redflow.Chaos.Ledger;

namespace Redflow.Chaos.Tests.Checks;

/// <summary>Makes ledgers up.</summary>
internal static class Given
{
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(2);

    /// <summary>Reads lines of the form <c>seconds process kind fields…</c>.</summary>
    public static LedgerView Ledger(params IEnumerable<string> lines) => Ledger(TimeSpan.Zero, lines);

    /// <inheritdoc cref="Ledger(IEnumerable{string})"/>
    public static LedgerView Ledger(TimeSpan mayLose, params IEnumerable<string> lines) => new(lines.Select(Line), mayLose);

    private static LedgerLine Line(string line)
    {
        var parts = line.Split(' ');
        var at = (long)(decimal.Parse(parts[0], CultureInfo.InvariantCulture) * TimeSpan.TicksPerSecond);
        return new(at, "some", int.Parse(parts[1], CultureInfo.InvariantCulture), parts[2], parts[3..]);
    }
}
