using System.CommandLine;
using Redflow.Cli.Arguments;
using Redflow.Cli.Http;

namespace Redflow.Cli.Schedules;

/// <summary><c>redflow schedules delete</c>.</summary>
internal sealed class DeleteSchedule : ApiCommand
{
    private readonly Argument<string> _id;

    public DeleteSchedule(Tool tool)
        : base(tool, "delete", "Deletes a schedule that no workflow declares. Its runs stay.")
    {
        _id = NameArgument.OfSchedule(tool);
        Add(_id);
    }

    protected override async Task<ExitCode> RunAsync(Session session, ParseResult parsed, CancellationToken cancellationToken)
    {
        var id = parsed.GetValue(_id);
        var reply = await session.Api.SendAsync(HttpMethod.Delete, ApiPath.Of($"schedules/{id}"), null, cancellationToken);
        return session.Say(reply, $"There is no schedule '{id}' any more.");
    }
}
