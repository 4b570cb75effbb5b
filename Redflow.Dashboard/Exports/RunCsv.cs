using Redflow.Runs;

namespace Redflow.Dashboard.Exports;

/// <summary>Runs as lines of comma-separated values.</summary>
internal static class RunCsv
{
    private static readonly (string Name, Func<RunSummary, string> Cell)[] Columns =
    [
        ("id", run => Csv.Text(run.Id.ToString())),
        ("workflow", run => Csv.Text(run.Workflow)),
        ("queue", run => Csv.Text(run.Queue)),
        ("status", run => Csv.Text(run.Status.ToWord())),
        ("attempt", run => Csv.Number(run.Attempt)),
        ("crashes", run => Csv.Number(run.Crashes)),
        ("priority", run => Csv.Number(run.Priority)),
        ("createdAt", run => Csv.Time(run.CreatedAt)),
        ("dueAt", run => Csv.Time(run.DueAt)),
        ("startedAt", run => Csv.Time(run.StartedAt)),
        ("finishedAt", run => Csv.Time(run.FinishedAt)),
        ("seconds", run => Csv.Number((run.FinishedAt - run.StartedAt)?.TotalSeconds)),
        ("worker", run => Csv.Text(run.Worker)),
        ("idempotencyKey", run => Csv.Text(run.IdempotencyKey)),
        ("tags", run => Csv.Text(string.Join(' ', run.Tags))),
        ("limitKey", run => Csv.Text(run.LimitKey)),
        ("parent", run => Csv.Text(run.Parent?.ToString())),
        ("parentStep", run => Csv.Text(run.ParentStep)),
        ("rerunOf", run => Csv.Text(run.RerunOf?.ToString())),
        ("fingerprint", run => Csv.Text(run.Fingerprint)),
        ("cancelReason", run => Csv.Text(run.CancelReason)),
    ];

    public static string Header { get; } = Csv.Line(Columns.Select(column => column.Name));

    public static string Lines(IEnumerable<RunSummary> runs) => string.Concat(runs.Select(run => Csv.Line(Columns.Select(column => column.Cell(run)))));
}
