using System.CommandLine;
using Redflow.Cli.Arguments;
using Redflow.Cli.Http;

namespace Redflow.Cli.Runs;

/// <summary><c>redflow runs retry</c>.</summary>
internal sealed class RetryRun : ApiCommand
{
    private readonly Argument<string> _id;

    public RetryRun(Tool tool)
        : base(tool, "retry", "Puts a failed or canceled run back into its queue: it goes on behind its finished steps.")
    {
        _id = NameArgument.OfRun(tool);
        Add(_id);
    }

    protected override async Task<ExitCode> RunAsync(Session session, ParseResult parsed, CancellationToken cancellationToken)
    {
        var reply = await session.Api.SendAsync(HttpMethod.Post, ApiPath.Of($"runs/{parsed.GetValue(_id)}/retry"), null, cancellationToken);
        return session.Show<RunRow>(reply, run => session.Screen.Line($"Run {run.Id} is {run.Status} again."));
    }
}
