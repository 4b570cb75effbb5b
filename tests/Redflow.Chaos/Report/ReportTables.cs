using System.Globalization;
using Spectre.Console;

namespace Redflow.Chaos.Report;

/// <summary>A report as one reads it: what was done to the processes, what they did, and what held.</summary>
internal static class ReportTables
{
    // What a file or a pipe gets: its width is not known, and a table that is squeezed can't be read.
    private const int Width = 160;

    public static void Print(ChaosReport report, TextWriter output)
    {
        var terminal = new AnsiConsoleOutput(output);
        var console = AnsiConsole.Create(new() { Out = terminal, Ansi = terminal.IsTerminal ? AnsiSupport.Detect : AnsiSupport.No });
        console.Profile.Width = Math.Max(console.Profile.Width, Width);
        console.Write(Doings(report));
        console.Write(Invariants(report));
        foreach (var invariant in report.Invariants.Where(invariant => invariant.Violations > 0))
        {
            console.WriteLine($"{invariant.Name}: violated {Text(invariant.Violations)} times.");
            foreach (var example in invariant.Examples)
            {
                console.WriteLine($"  {example}");
            }
        }
    }

    private static Table Doings(ChaosReport report)
    {
        var table = new Table().Border(TableBorder.Simple)
            .Title(string.Create(CultureInfo.InvariantCulture, $"{report.Store}, {report.Minutes:0.##} min, seed {report.Seed}: {report.Faults.Values.Sum()} faults"))
            .AddColumn("fault").AddColumn(new TableColumn("times").RightAligned())
            .AddColumn("operation").AddColumn(new TableColumn("times").RightAligned());
        var (faults, operations) = (report.Faults.ToList(), report.Operations.ToList());
        for (var row = 0; row < Math.Max(faults.Count, operations.Count); row++)
        {
            table.AddRow([.. Cells(faults, row), .. Cells(operations, row)]);
        }

        return table;
    }

    private static Table Invariants(ChaosReport report)
    {
        var table = new Table().Border(TableBorder.Simple)
            .AddColumn("invariant").AddColumn(new TableColumn("violations").RightAligned()).AddColumn(new TableColumn("looked at").RightAligned());
        foreach (var invariant in report.Invariants)
        {
            table.AddRow(Markup.Escape(invariant.Name), Text(invariant.Violations), Text(invariant.Checked));
        }

        table.AddRow("accepted runs lost by the server itself (not synced yet)", Text(report.LostByRedis), "");
        return table.AddRow("from kill to takeover, p50 / p99 in ms", Text(report.TakeoverP50, report.TakeoverP99), Text(report.Takeovers));
    }

    private static string[] Cells(List<KeyValuePair<string, int>> counts, int row) =>
        row < counts.Count ? [Markup.Escape(counts[row].Key), Text(counts[row].Value)] : ["", ""];

    private static string Text(int count) => count.ToString("N0", CultureInfo.InvariantCulture);

    private static string Text(double? p50, double? p99) =>
        p50 is null ? "-" : string.Create(CultureInfo.InvariantCulture, $"{p50:N0} / {p99:N0}");
}
