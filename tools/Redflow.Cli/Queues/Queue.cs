using Redflow.Cli.Terminal;

namespace Redflow.Cli.Queues;

/// <summary>A queue.</summary>
internal sealed record Queue(
    string Name, long Ready, long Queued, long Running, TimeSpan? OldestAge, Pause? Pause, int WorkerCount, IReadOnlyList<string> Workers)
{
    public static IReadOnlyList<Column<Queue>> Columns(Times times) =>
    [
        new("name", queue => queue.Name),
        new("ready", queue => $"{queue.Ready}"),
        new("queued", queue => $"{queue.Queued}"),
        new("running", queue => $"{queue.Running}"),
        new("oldest", queue => Times.Span(queue.OldestAge)),
        new("workers", queue => new Cell($"{queue.WorkerCount}", queue is { WorkerCount: 0, Queued: > 0 } ? Spectre.Console.Color.Red : null)),
        new("paused", queue => queue.Pause?.Describe(times)),
    ];
}
