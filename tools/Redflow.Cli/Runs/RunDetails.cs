using System.Text.Json;
using Redflow.Cli.Http;
using Redflow.Cli.Terminal;

namespace Redflow.Cli.Runs;

/// <summary>A run as people read it.</summary>
internal static class RunDetails
{
    public static void Show(Screen screen, ApiReply reply)
    {
        var (row, run) = (reply.Read<RunRow>(), reply.Read<Run>());
        screen.Details(Of(row, screen.Times).Concat(
        [
            ("Waits", run.Wait?.Message),
            ("Progress", run.Progress is { } progress ? $"{progress.Fraction * 100:0} % {progress.Message}" : null),
            ("Custom status", Text(run.CustomStatus)),
            ("Input", Text(run.Input)),
            ("Output", Text(run.Output)),
            ("Error", run.Error is { } error ? new Cell($"{error}", Spectre.Console.Color.Red) : default),
        ]));
        if (run.Error?.StackTrace is { } trace)
        {
            screen.Line(trace);
        }
    }

    private static IEnumerable<(string Name, Cell Value)> Of(RunRow run, Times times) =>
    [
        ("Id", run.Id),
        ("Workflow", run.Workflow),
        ("Status", Cell.OfStatus(run.Status)),
        ("Queue", run.Queue),
        ("Attempt", $"{run.Attempt}"),
        ("Crashes", run.Crashes == 0 ? null : $"{run.Crashes}"),
        ("Priority", run.Priority == 0 ? null : $"{run.Priority}"),
        ("Created", times.Of(run.CreatedAt)),
        ("Due", times.Of(run.DueAt)),
        ("Started", times.Of(run.StartedAt)),
        ("Finished", times.Of(run.FinishedAt)),
        ("Took", run.FinishedAt is null ? null : times.Span(run.StartedAt, run.FinishedAt)),
        ("Worker", run.Worker),
        ("Idempotency key", run.IdempotencyKey),
        ("Tags", string.Join(", ", run.Tags)),
        ("Limit key", run.LimitKey),
        ("Parent", run.Parent is null ? null : $"{run.Parent}, step '{run.ParentStep}'"),
        ("Rerun of", run.RerunOf),
        ("Compensates", run.CompensationOf),
        ("Fingerprint", run.Fingerprint),
        ("Cancel reason", run.CancelReason),
    ];

    private static string? Text(JsonElement json) => json.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null ? null : json.GetRawText();
}
