using System.Globalization;
using Redflow.Chaos.Ledger;

namespace Redflow.Chaos.Checks;

/// <summary>
/// What all processes have written, as the checks look at it. A server that was killed may lose what it had answered shortly before, as far
/// as its persistence allows that: such answers are left out, since nobody promises them.
/// </summary>
internal sealed class LedgerView
{
    private static readonly HashSet<string> Answers =
    [
        LedgerKinds.EmitOk, LedgerKinds.Outcome, LedgerKinds.CancelOk, LedgerKinds.Seen, LedgerKinds.Stored, LedgerKinds.Record, LedgerKinds.Tick, LedgerKinds.Child,
    ];

    private readonly ILookup<string, LedgerLine> _lines;
    private readonly ILookup<string, LedgerLine> _lost;

    /// <param name="lines">The lines, in any order.</param>
    /// <param name="mayLose">For how long before a kill the server may lose what it has answered.</param>
    public LedgerView(IEnumerable<LedgerLine> lines, TimeSpan mayLose)
    {
        var ordered = lines.OrderBy(line => line.At).ToArray();
        MayLose = mayLose;
        Faults = Fault.ReadAll(ordered);
        var windows = Faults.Where(Loses).ToArray();
        var parts = ordered.ToLookup(line => Answers.Contains(line.Kind) && windows.Any(kill => line.At >= kill.From - mayLose.Ticks && line.At <= kill.To));
        _lines = parts[false].ToLookup(line => line.Kind);
        _lost = parts[true].ToLookup(line => line.Kind);
        Passes = PassRecord.ReadAll(Of(LedgerKinds.Enter));
    }

    public TimeSpan MayLose { get; }

    public IReadOnlyList<Fault> Faults { get; }

    /// <summary>All passes, by their names.</summary>
    public IReadOnlyDictionary<string, PassRecord> Passes { get; }

    /// <summary>The lines of a kind, in the order of time.</summary>
    public IEnumerable<LedgerLine> Of(string kind) => _lines[kind];

    /// <summary>The answers of a kind that the server was free to lose.</summary>
    public IEnumerable<LedgerLine> MaybeLost(string kind) => _lost[kind];

    /// <summary>Which executions' results passes have seen, and the store has, of which step.</summary>
    public IEnumerable<(string Run, string Step, string Execution)> Results() => Of(LedgerKinds.Seen).Select(line => (line[0], line[1], line[3]))
        .Concat(Of(LedgerKinds.Stored).Select(line => (line[0], line[1], line[2])))
        .Distinct();

    /// <summary>When each run was first seen to have ended, and how.</summary>
    public Dictionary<string, LedgerLine> FirstOutcomes() => Of(LedgerKinds.Outcome).DistinctBy(line => line[0]).ToDictionary(line => line[0]);

    /// <summary>Tells whether a fault is the kill of a server that may lose what it has answered.</summary>
    public bool Loses(Fault fault) => fault.Kind == FaultKinds.ServerKill && fault.Detail != FaultKinds.Always && MayLose > TimeSpan.Zero;

    /// <summary>Reads a number of a line.</summary>
    public static long Number(LedgerLine line, int field) => long.Parse(line[field], CultureInfo.InvariantCulture);
}
