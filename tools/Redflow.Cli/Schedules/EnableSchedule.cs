using System.CommandLine;
using Redflow.Cli.Arguments;
using Redflow.Cli.Http;

namespace Redflow.Cli.Schedules;

/// <summary><c>redflow schedules enable</c>.</summary>
internal sealed class EnableSchedule : ApiCommand
{
    private readonly Argument<string> _id;

    public EnableSchedule(Tool tool)
        : base(tool, "enable", "Lets a schedule fire: it goes on with its next instant.")
    {
        _id = NameArgument.OfSchedule(tool);
        Add(_id);
    }

    protected override async Task<ExitCode> RunAsync(Session session, ParseResult parsed, CancellationToken cancellationToken)
    {
        var id = parsed.GetValue(_id);
        var reply = await session.Api.SendAsync(HttpMethod.Post, ApiPath.Of($"schedules/{id}/enable"), null, cancellationToken);
        return session.Say(reply, $"Schedule '{id}' is enabled.");
    }
}
