using System.CommandLine;
using Redflow.Cli.Arguments;
using Redflow.Cli.Http;

namespace Redflow.Cli.Runs;

/// <summary><c>redflow runs get</c>.</summary>
internal sealed class GetRun : ApiCommand
{
    private readonly Argument<string> _id;

    public GetRun(Tool tool)
        : base(tool, "get", "Shows a run with its input, output and error, and why it waits.")
    {
        _id = NameArgument.OfRun(tool);
        Add(_id);
    }

    protected override async Task<ExitCode> RunAsync(Session session, ParseResult parsed, CancellationToken cancellationToken)
    {
        var reply = await session.Api.GetAsync(ApiPath.Of($"runs/{parsed.GetValue(_id)}"), cancellationToken);
        return session.Show<RunRow>(reply, _ => RunDetails.Show(session.Screen, reply));
    }
}
