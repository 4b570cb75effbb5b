using System.CommandLine;
using Redflow.Cli.Arguments;
using Redflow.Cli.Http;

namespace Redflow.Cli.Schedules;

/// <summary><c>redflow schedules next</c>.</summary>
internal sealed class ListNext : ApiCommand
{
    private const int Few = 10;

    private readonly Argument<string> _id;
    private readonly Option<int> _count = Values.Whole("--count", $"How many instants to show. Default: {Few}.", 1, 1000);

    public ListNext(Tool tool)
        : base(tool, "next", "Shows a schedule's next instants, also of one that is disabled.")
    {
        _id = NameArgument.OfSchedule(tool);
        _count.DefaultValueFactory = _ => Few;
        Add(_id);
        Add(_count);
    }

    protected override async Task<ExitCode> RunAsync(Session session, ParseResult parsed, CancellationToken cancellationToken)
    {
        var path = ApiPath.Of($"schedules/{parsed.GetValue(_id)}/next") + new Query().Add("count", $"{parsed.GetValue(_count)}");
        return session.Show<NextInstants>(await session.Api.GetAsync(path, cancellationToken), instants =>
        {
            foreach (var instant in instants.Next)
            {
                session.Screen.Line($"{instant.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss.fff'Z'}  {session.Screen.Times.Of(instant)}");
            }
        });
    }

    private sealed record NextInstants(IReadOnlyList<DateTimeOffset> Next);
}
