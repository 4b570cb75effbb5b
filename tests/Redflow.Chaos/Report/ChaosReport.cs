using System.Text.Json;
using System.Text.Json.Serialization;
using Redflow.Chaos.Checks;
using Redflow.Chaos.Ledger;
using Redflow.Chaos.Options;

namespace Redflow.Chaos.Report;

/// <summary>What a run did, and what was found.</summary>
/// <param name="Store">The server.</param>
/// <param name="Seed">The seed of its plan.</param>
/// <param name="Minutes">How long faults were injected, by the options.</param>
/// <param name="Faults">How often each fault was injected.</param>
/// <param name="Operations">What the processes did, by what was done.</param>
/// <param name="Invariants">What the checks found.</param>
/// <param name="LostByRedis">Accepted runs that the server itself lost, as its persistence allows it to.</param>
/// <param name="Takeovers">How many runs of killed workers another one took over.</param>
/// <param name="TakeoverP50">How many milliseconds half of them waited for that at most; null where there was none.</param>
/// <param name="TakeoverP99">How many 99 of 100 of them did.</param>
internal sealed record ChaosReport(
    string Store,
    int Seed,
    double Minutes,
    IReadOnlyDictionary<string, int> Faults,
    IReadOnlyDictionary<string, int> Operations,
    IReadOnlyList<InvariantResult> Invariants,
    int LostByRedis,
    int Takeovers,
    double? TakeoverP50,
    double? TakeoverP99)
{
    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase, WriteIndented = true };

    private static readonly IReadOnlyDictionary<string, string> Labels = new Dictionary<string, string>
    {
        [LedgerKinds.EmitSent] = "emits sent",
        [LedgerKinds.EmitOk] = "emits accepted",
        [LedgerKinds.EmitError] = "emits refused or not answered",
        [LedgerKinds.CancelOk] = "cancellations accepted",
        [LedgerKinds.Enter] = "passes begun",
        [LedgerKinds.Start] = "step bodies run",
        [LedgerKinds.Seen] = "step results seen",
        [LedgerKinds.Tick] = "ticks fired",
        [LedgerKinds.Child] = "children emitted",
        [LedgerKinds.Outcome] = "outcomes seen",
    };

    /// <summary>Whether an invariant was violated.</summary>
    [JsonIgnore]
    public bool IsViolated => Invariants.Any(invariant => invariant.Violations > 0);

    public static ChaosReport Create(ChaosOptions options, IReadOnlyDictionary<string, int> faults, IReadOnlyList<LedgerLine> lines, Verdict verdict)
    {
        var counts = lines.CountBy(line => line.Kind).ToDictionary();
        return new(
            options.Store,
            options.Seed,
            options.During.TotalMinutes,
            faults.OrderBy(fault => fault.Key, StringComparer.Ordinal).ToDictionary(),
            Labels.ToDictionary(label => label.Value, label => counts.GetValueOrDefault(label.Key)),
            verdict.Invariants,
            verdict.LostByRedis,
            verdict.Takeovers.Count,
            Percentile(verdict.Takeovers, 0.5),
            Percentile(verdict.Takeovers, 0.99));
    }

    /// <summary>Prints it as tables.</summary>
    public void Print(TextWriter output) => ReportTables.Print(this, output);

    /// <summary>Writes it to a file as JSON, if there is to be one.</summary>
    public Task SaveAsync(string? file) => file is null ? Task.CompletedTask : File.WriteAllTextAsync(file, JsonSerializer.Serialize(this, Json));

    private static double? Percentile(IReadOnlyList<TimeSpan> sorted, double share) =>
        sorted.Count == 0 ? null : Math.Round(sorted[(int)Math.Ceiling(share * sorted.Count) - 1].TotalMilliseconds);
}
