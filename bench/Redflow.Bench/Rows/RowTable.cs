using System.Globalization;
using Redflow.Bench.Measures;
using Spectre.Console;

namespace Redflow.Bench.Rows;

/// <summary>All rows as one table.</summary>
internal static class RowTable
{
    public static Table Of(IReadOnlyList<Row> rows)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumn(new TableColumn("metric").NoWrap()).AddColumn("run");
        foreach (var column in new[] { "per s", "start p50/p99 ms", "result p50/p99 ms", "bytes kept", "Redis µs", "producer µs", "worker µs", "producer B", "worker B", "commands", "in/out B", "noise" })
        {
            table.AddColumn(new TableColumn(column).RightAligned());
        }

        foreach (var row in rows.Where(row => row.Footprint is null))
        {
            table.AddRow([.. Cells(row).Select(cell => new Markup(Markup.Escape(cell)))]);
        }

        return table;
    }

    private static IEnumerable<string> Cells(Row row) => row.Error is { } error
        ? [row.Metric, $"{row.Run}", error]
        :
        [
            row.Metric,
            $"{row.Run}",
            Figure(row.PerSec),
            Figures(row.ToStart ?? row.Late ?? row.Rtt),
            row.AllMs is { } all ? $"all by {Figure(all)}" : Figures(row.ToResult),
            row.RunHashBytes is { } hash ? $"{Figure(row.BytesPerJob)} (hash {Figure(hash)})" : Figure(row.BytesPerJob),
            Figure(row.ServerCpuUs),
            Figure(row.ClientCpuUs),
            Figure(row.WorkerCpuUs),
            Figure(row.ClientBytes),
            Figure(row.WorkerBytes),
            Figure(row.Redis?.CommandsPerJob),
            row.Redis?.BytesInPerJob is null ? "" : $"{Figure(row.Redis.BytesInPerJob)}/{Figure(row.Redis.BytesOutPerJob)}",
            Figure(row.Noise?.Foreign),
        ];

    private static string Figures(Distribution? distribution) =>
        distribution is null ? "" : $"{Figure(distribution.P50)}/{Figure(distribution.P99)}";

    private static string Figure(double? value) => value switch
    {
        null => "",
        >= 100 => value.Value.ToString("N0", CultureInfo.InvariantCulture),
        >= 10 => value.Value.ToString("0.#", CultureInfo.InvariantCulture),
        _ => value.Value.ToString("0.##", CultureInfo.InvariantCulture),
    };
}
