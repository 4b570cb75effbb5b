using System.CommandLine;
using Redflow.Cli.Arguments;
using Redflow.Cli.Http;

namespace Redflow.Cli.Workflows;

/// <summary><c>redflow workflows pause</c>.</summary>
internal sealed class PauseWorkflow : ApiCommand
{
    private readonly Argument<string> _name;
    private readonly Option<string?> _reason = Values.Text("--reason", "Why; it is shown with the pause.", "text");

    public PauseWorkflow(Tool tool)
        : base(tool, "pause", "Pauses a workflow: no run of it starts any more, what runs goes on.")
    {
        _name = NameArgument.OfWorkflow(tool);
        Add(_name);
        Add(_reason);
    }

    protected override async Task<ExitCode> RunAsync(Session session, ParseResult parsed, CancellationToken cancellationToken)
    {
        var name = parsed.GetValue(_name);
        var body = JsonBody.Of(("reason", parsed.GetValue(_reason)));
        var reply = await session.Api.SendAsync(HttpMethod.Post, ApiPath.Of($"workflows/{name}/pause"), body, cancellationToken);
        return session.Say(reply, $"Workflow '{name}' is paused.");
    }
}
