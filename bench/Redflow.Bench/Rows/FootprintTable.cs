using System.Globalization;
using Spectre.Console;

namespace Redflow.Bench.Rows;

/// <summary>The rows of <c>resources</c> as one table.</summary>
internal static class FootprintTable
{
    private const double Mega = 1024 * 1024;

    public static Table Of(IEnumerable<(string Metric, Footprint Footprint)> rows)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumn(new TableColumn("metric").NoWrap());
        foreach (var column in new[] { "seconds", "worker peak/heap MB", "scheduler peak/heap MB", "Redis bytes each", "Redis peak MB", "longest call ms", "claim µs", "passes" })
        {
            table.AddColumn(new TableColumn(column).RightAligned());
        }

        foreach (var (metric, footprint) in rows)
        {
            table.AddRow([.. Cells(metric, footprint).Select(cell => new Markup(Markup.Escape(cell)))]);
        }

        return table;
    }

    private static IEnumerable<string> Cells(string metric, Footprint footprint) =>
    [
        metric,
        Parts(footprint.Seconds.Select(part => (part.Key, (double?)part.Value))),
        $"{Megabytes(footprint.Worker.Peak)}/{Megabytes(footprint.Worker.Heap)}",
        $"{Megabytes(footprint.Scheduler.Peak)}/{Megabytes(footprint.Scheduler.Heap)}",
        Parts((footprint.RedisBytesEach ?? new Dictionary<string, double?>()).Select(part => (part.Key, part.Value))),
        Megabytes(footprint.RedisPeak),
        Figure(footprint.LongestCallMs),
        footprint.ClaimUs is null ? "" : $"{Figure(footprint.ClaimUs)} → {Figure(footprint.ClaimBesideUs)} ({Figure(footprint.ClaimRatio)})",
        Figure(footprint.Passes),
    ];

    private static string Parts(IEnumerable<(string Name, double? Value)> parts) =>
        string.Join('\n', parts.Where(part => part.Value is not null).Select(part => $"{part.Name} {Figure(part.Value)}"));

    private static string Megabytes(long? bytes) => Figure(bytes / Mega);

    private static string Figure(double? value) => value?.ToString(value >= 100 ? "N0" : "0.##", CultureInfo.InvariantCulture) ?? "";
}
