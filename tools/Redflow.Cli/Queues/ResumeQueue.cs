using System.CommandLine;
using Redflow.Cli.Arguments;
using Redflow.Cli.Http;

namespace Redflow.Cli.Queues;

/// <summary><c>redflow queues resume</c>.</summary>
internal sealed class ResumeQueue : ApiCommand
{
    private readonly Argument<string> _name;

    public ResumeQueue(Tool tool)
        : base(tool, "resume", "Ends a queue's pause.")
    {
        _name = NameArgument.OfQueue(tool);
        Add(_name);
    }

    protected override async Task<ExitCode> RunAsync(Session session, ParseResult parsed, CancellationToken cancellationToken)
    {
        var name = parsed.GetValue(_name);
        var reply = await session.Api.SendAsync(HttpMethod.Post, ApiPath.Of($"queues/{name}/resume"), null, cancellationToken);
        return session.Say(reply, $"Queue '{name}' goes on.");
    }
}
