using System.CommandLine;
using Redflow.Cli.Arguments;
using Redflow.Cli.Http;
using Redflow.Cli.Runs;

namespace Redflow.Cli.Schedules;

/// <summary><c>redflow schedules trigger</c>.</summary>
internal sealed class TriggerSchedule : ApiCommand
{
    private readonly Argument<string> _id;

    public TriggerSchedule(Tool tool)
        : base(tool, "trigger", "Starts a schedule's run now, and prints its id.")
    {
        _id = NameArgument.OfSchedule(tool);
        Add(_id);
    }

    protected override async Task<ExitCode> RunAsync(Session session, ParseResult parsed, CancellationToken cancellationToken)
    {
        var reply = await session.Api.SendAsync(HttpMethod.Post, ApiPath.Of($"schedules/{parsed.GetValue(_id)}/trigger"), null, cancellationToken);
        return session.Show<RunRow>(reply, run => session.Screen.Line(run.Id));
    }
}
