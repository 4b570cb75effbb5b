using Redflow.Cli.Terminal;

namespace Redflow.Cli.Runs;

/// <summary>What lists show of runs.</summary>
internal static class RunColumns
{
    public static IReadOnlyList<Column<RunRow>> Of(Times times) =>
    [
        new("id", run => run.Id),
        new("workflow", run => run.Workflow),
        new("status", run => Cell.OfStatus(run.Status)),
        new("attempt", run => $"{run.Attempt}"),
        new("created", run => times.Of(run.CreatedAt)),
        new("took", run => run.FinishedAt is null && run.Status != "running" ? null : times.Span(run.StartedAt, run.FinishedAt)),
        new("queue", run => run.Queue),
        new("tags", run => string.Join(", ", run.Tags)),
    ];
}
