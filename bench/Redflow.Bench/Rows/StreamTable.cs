using System.Globalization;
using Spectre.Console;

namespace Redflow.Bench.Rows;

/// <summary>The rows of <c>streams</c> as one table.</summary>
internal static class StreamTable
{
    private const double Mega = 1024 * 1024;

    public static Table Of(IEnumerable<StreamFigures> rows)
    {
        var table = new Table().Border(TableBorder.Simple);
        foreach (var column in new[] { "readers", "seconds", "changes/s each", "events/s", "MB/s", "missed", "Api cores", "Redis cores", "Api MB before", "in each fifth", "peak" })
        {
            table.AddColumn(new TableColumn(column).RightAligned());
        }

        foreach (var row in rows)
        {
            table.AddRow([.. Cells(row).Select(cell => new Markup(cell))]);
        }

        return table;
    }

    private static IEnumerable<string> Cells(StreamFigures row) =>
    [
        Figure(row.Readers),
        Figure(row.Seconds),
        Figure(row.ChangesPerSec),
        Figure(row.EventsPerSec),
        Figure(row.BytesPerSec / Mega),
        Figure(row.Missed),
        Figure(row.ApiCores),
        Figure(row.RedisCores),
        Figure(row.ApiBefore / Mega),
        string.Join(' ', row.ApiMedians.Select(median => Figure(median / Mega))),
        Figure(row.ApiPeak / Mega),
    ];

    private static string Figure(double value) => value.ToString(value >= 100 ? "N0" : "0.##", CultureInfo.InvariantCulture);
}
