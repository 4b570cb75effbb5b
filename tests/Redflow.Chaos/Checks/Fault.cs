using System.Globalization;
using Redflow.Chaos.Ledger;

namespace Redflow.Chaos.Checks;

/// <summary>A fault, from its injection to where it was healed. One that nothing heals, such as a kill, is of one moment.</summary>
/// <param name="Kind">One of <see cref="FaultKinds"/>, or another one.</param>
/// <param name="Pid">The process that it hit; zero for none.</param>
/// <param name="Detail">What else is known, such as the role of the process.</param>
internal sealed record Fault(string Kind, int Pid, string Detail, long From, long To)
{
    public static IReadOnlyList<Fault> ReadAll(IReadOnlyList<LedgerLine> lines)
    {
        var heals = lines.Where(line => line.Kind == LedgerKinds.Heal).ToLookup(line => (line[0], line[1]));
        return [.. lines.Where(line => line.Kind == LedgerKinds.Fault).Select(line => new Fault(
            line[0],
            int.TryParse(line[1], CultureInfo.InvariantCulture, out var pid) ? pid : 0,
            line.Fields.Count > 2 ? line[2] : "-",
            line.At,
            heals[(line[0], line[1])].FirstOrDefault(heal => heal.At >= line.At)?.At ?? line.At))];
    }

    /// <summary>Tells whether it lasted at some time of a span.</summary>
    public bool Overlaps(long from, long to) => From <= to && To >= from;
}
