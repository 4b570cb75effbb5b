using System.CommandLine;
using Redflow.Cli.Arguments;
using Redflow.Cli.Http;

namespace Redflow.Cli.Runs;

/// <summary><c>redflow runs delete</c>.</summary>
internal sealed class DeleteRun : ApiCommand
{
    private readonly Argument<string> _id;

    public DeleteRun(Tool tool)
        : base(tool, "delete", "Deletes a run that has ended, with all that points to it.")
    {
        _id = NameArgument.OfRun(tool);
        Add(_id);
    }

    protected override async Task<ExitCode> RunAsync(Session session, ParseResult parsed, CancellationToken cancellationToken)
    {
        var id = parsed.GetValue(_id);
        var reply = await session.Api.SendAsync(HttpMethod.Delete, ApiPath.Of($"runs/{id}"), null, cancellationToken);
        return session.Say(reply, $"Run {id} is deleted.");
    }
}
