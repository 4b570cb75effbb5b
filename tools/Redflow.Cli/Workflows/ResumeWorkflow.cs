using System.CommandLine;
using Redflow.Cli.Arguments;
using Redflow.Cli.Http;

namespace Redflow.Cli.Workflows;

/// <summary><c>redflow workflows resume</c>.</summary>
internal sealed class ResumeWorkflow : ApiCommand
{
    private readonly Argument<string> _name;

    public ResumeWorkflow(Tool tool)
        : base(tool, "resume", "Ends a workflow's pause.")
    {
        _name = NameArgument.OfWorkflow(tool);
        Add(_name);
    }

    protected override async Task<ExitCode> RunAsync(Session session, ParseResult parsed, CancellationToken cancellationToken)
    {
        var name = parsed.GetValue(_name);
        var reply = await session.Api.SendAsync(HttpMethod.Post, ApiPath.Of($"workflows/{name}/resume"), null, cancellationToken);
        return session.Say(reply, $"Workflow '{name}' goes on.");
    }
}
