using System.CommandLine;
using Redflow.Cli.Arguments;
using Redflow.Cli.Http;

namespace Redflow.Cli.Schedules;

/// <summary><c>redflow schedules disable</c>.</summary>
internal sealed class DisableSchedule : ApiCommand
{
    private readonly Argument<string> _id;

    public DisableSchedule(Tool tool)
        : base(tool, "disable", "Keeps a schedule from firing.")
    {
        _id = NameArgument.OfSchedule(tool);
        Add(_id);
    }

    protected override async Task<ExitCode> RunAsync(Session session, ParseResult parsed, CancellationToken cancellationToken)
    {
        var id = parsed.GetValue(_id);
        var reply = await session.Api.SendAsync(HttpMethod.Post, ApiPath.Of($"schedules/{id}/disable"), null, cancellationToken);
        return session.Say(reply, $"Schedule '{id}' is disabled.");
    }
}
