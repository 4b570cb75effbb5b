using System.CommandLine;
using Redflow.Cli.Arguments;
using Redflow.Cli.Http;

namespace Redflow.Cli.Workflows;

/// <summary><c>redflow workflows get</c>.</summary>
internal sealed class GetWorkflow : ApiCommand
{
    private readonly Argument<string> _name;

    public GetWorkflow(Tool tool)
        : base(tool, "get", "Shows a workflow with its options and how its runs go.")
    {
        _name = NameArgument.OfWorkflow(tool);
        Add(_name);
    }

    protected override async Task<ExitCode> RunAsync(Session session, ParseResult parsed, CancellationToken cancellationToken) => session.Show<Workflow>(
        await session.Api.GetAsync(ApiPath.Of($"workflows/{parsed.GetValue(_name)}"), cancellationToken),
        workflow => WorkflowDetails.Show(session.Screen, workflow));
}
