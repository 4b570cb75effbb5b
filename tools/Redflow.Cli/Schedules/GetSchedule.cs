using System.CommandLine;
using Redflow.Cli.Arguments;
using Redflow.Cli.Http;

namespace Redflow.Cli.Schedules;

/// <summary><c>redflow schedules get</c>.</summary>
internal sealed class GetSchedule : ApiCommand
{
    private readonly Argument<string> _id;

    public GetSchedule(Tool tool)
        : base(tool, "get", "Shows a schedule.")
    {
        _id = NameArgument.OfSchedule(tool);
        Add(_id);
    }

    protected override async Task<ExitCode> RunAsync(Session session, ParseResult parsed, CancellationToken cancellationToken) => session.Show<Schedule>(
        await session.Api.GetAsync(ApiPath.Of($"schedules/{parsed.GetValue(_id)}"), cancellationToken),
        schedule => session.Screen.Details(
            ("Id", schedule.Id),
            ("Workflow", schedule.Workflow),
            ("Description", schedule.Description),
            ("Times", schedule.Times),
            ("Enabled", schedule.IsEnabled ? "yes" : "no"),
            ("Declared", schedule.IsDeclared ? "by its workflow" : null),
            ("Overlap", schedule.Overlap),
            ("Misfire", schedule.Misfire),
            ("Next", session.Screen.Times.Of(schedule.NextAt)),
            ("Last", session.Screen.Times.Of(schedule.LastAt)),
            ("Last run", schedule.LastRun),
            ("Fired", $"{schedule.FiredTicks}")));
}
