using System.CommandLine;
using Redflow.Cli.Arguments;
using Redflow.Cli.Http;

namespace Redflow.Cli.Queues;

/// <summary><c>redflow queues pause</c>.</summary>
internal sealed class PauseQueue : ApiCommand
{
    private readonly Argument<string> _name;
    private readonly Option<string?> _reason = Values.Text("--reason", "Why; it is shown with the pause.", "text");

    public PauseQueue(Tool tool)
        : base(tool, "pause", "Pauses a queue: no run of it starts any more, what runs goes on.")
    {
        _name = NameArgument.OfQueue(tool);
        Add(_name);
        Add(_reason);
    }

    protected override async Task<ExitCode> RunAsync(Session session, ParseResult parsed, CancellationToken cancellationToken)
    {
        var name = parsed.GetValue(_name);
        var body = JsonBody.Of(("reason", parsed.GetValue(_reason)));
        var reply = await session.Api.SendAsync(HttpMethod.Post, ApiPath.Of($"queues/{name}/pause"), body, cancellationToken);
        return session.Say(reply, $"Queue '{name}' is paused.");
    }
}
