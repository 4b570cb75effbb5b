using System.Text.Json;
using Redflow.Bulk;
using Redflow.Runs;

namespace Redflow.Dashboard.Bulk;

/// <summary>A bulk job in a list.</summary>
/// <param name="Run">The run that performs it.</param>
/// <param name="Operation">What it does; null when that can't be told.</param>
/// <param name="Filter">To which runs.</param>
/// <param name="Progress">How far it has come; null before it began.</param>
/// <param name="Result">What it has come to; null unless it has gone through.</param>
internal sealed record BulkLine(RunSummary Run, BulkOperation? Operation, RunQuery? Filter, RunProgress? Progress, BulkResult? Result)
{
    public static BulkLine Of(RunRow row)
    {
        var request = BulkState.ReadRequest(row.Input);
        return new(row, request?.Operation, request?.Filter, row.Progress, ResultOf(row));
    }

    private static BulkResult? ResultOf(RunRow row)
    {
        try
        {
            return row.Output?.As<BulkResult>();
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
