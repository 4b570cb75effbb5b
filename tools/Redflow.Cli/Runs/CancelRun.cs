using System.CommandLine;
using Redflow.Cli.Arguments;
using Redflow.Cli.Http;

namespace Redflow.Cli.Runs;

/// <summary><c>redflow runs cancel</c>.</summary>
internal sealed class CancelRun : ApiCommand
{
    private readonly Argument<string> _id;
    private readonly Option<string?> _reason = Values.Text("--reason", "Why; it is kept with the run.", "text");

    public CancelRun(Tool tool)
        : base(tool, "cancel", "Cancels a run, and its children. One that runs is asked to end.")
    {
        _id = NameArgument.OfRun(tool);
        Add(_id);
        Add(_reason);
    }

    protected override async Task<ExitCode> RunAsync(Session session, ParseResult parsed, CancellationToken cancellationToken)
    {
        var body = JsonBody.Of(("reason", parsed.GetValue(_reason)));
        var reply = await session.Api.SendAsync(HttpMethod.Post, ApiPath.Of($"runs/{parsed.GetValue(_id)}/cancel"), body, cancellationToken);
        return session.Show<CancelReply>(reply, canceled => session.Screen.Line(canceled.Result switch
        {
            "canceled" => $"Run {canceled.Run.Id} is canceled.",
            "requested" => $"Run {canceled.Run.Id} is running: it is asked to end.",
            "alreadyFinished" => $"Run {canceled.Run.Id} had ended: it is {canceled.Run.Status}.",
            var other => $"Run {canceled.Run.Id}: {other}.",
        }));
    }

    private sealed record CancelReply(string Result, RunRow Run);
}
