using System.CommandLine;
using System.Text.Json;
using Redflow.Cli.Http;

namespace Redflow.Cli.Top;

/// <summary><c>redflow top</c>.</summary>
internal sealed class ShowOverview(Tool tool)
    : ApiCommand(tool, "top", "Shows queues, counts, rates and the latest runs as they change; q or ctrl-C ends it. Without a terminal, once.")
{
    protected override async Task<ExitCode> RunAsync(Session session, ParseResult parsed, CancellationToken cancellationToken)
    {
        try
        {
            if (session.Json)
            {
                await TellAsync(session, cancellationToken);
            }
            else if (session.Around.IsTerminal)
            {
                await new LiveOverview(session).ShowAsync(cancellationToken);
            }
            else
            {
                session.Screen.Write((await Overview.ReadAsync(session, cancellationToken)).Draw(session.Screen.Times));
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Ctrl-C is how it is meant to end.
        }

        return ExitCode.Success;
    }

    /// <summary>Writes each event of the stream as a line.</summary>
    private static async Task TellAsync(Session session, CancellationToken cancellationToken)
    {
        await foreach (var happened in new EventStream(session.Api, session.Outage).ReadAsync(LiveOverview.Topics, cancellationToken))
        {
            session.Screen.Json($$"""{"event":{{JsonSerializer.Serialize(happened.EventType)}},"data":{{happened.Data}}}""");
        }
    }
}
