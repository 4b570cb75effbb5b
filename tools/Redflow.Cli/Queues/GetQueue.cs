using System.CommandLine;
using Redflow.Cli.Arguments;
using Redflow.Cli.Http;
using Redflow.Cli.Terminal;

namespace Redflow.Cli.Queues;

/// <summary><c>redflow queues get</c>.</summary>
internal sealed class GetQueue : ApiCommand
{
    private readonly Argument<string> _name;

    public GetQueue(Tool tool)
        : base(tool, "get", "Shows a queue and its workers.")
    {
        _name = NameArgument.OfQueue(tool);
        Add(_name);
    }

    protected override async Task<ExitCode> RunAsync(Session session, ParseResult parsed, CancellationToken cancellationToken) => session.Show<Queue>(
        await session.Api.GetAsync(ApiPath.Of($"queues/{parsed.GetValue(_name)}"), cancellationToken),
        queue => session.Screen.Details(
            ("Name", queue.Name),
            ("Ready", $"{queue.Ready}"),
            ("Queued", $"{queue.Queued}"),
            ("Running", $"{queue.Running}"),
            ("Oldest", Times.Span(queue.OldestAge)),
            ("Paused", queue.Pause?.Describe(session.Screen.Times)),
            ("Workers", $"{queue.WorkerCount}: {string.Join(", ", queue.Workers)}")));
}
