using System.CommandLine;
using Redflow.Cli.Arguments;
using Redflow.Cli.Http;

namespace Redflow.Cli.Bulk;

/// <summary><c>redflow bulk abort</c>.</summary>
internal sealed class AbortBulk : ApiCommand
{
    private readonly Argument<string> _id;
    private readonly Option<string?> _reason = Values.Text("--reason", "Why; it is kept with the operation.", "text");

    public AbortBulk(Tool tool)
        : base(tool, "abort", "Stops a bulk operation; what it has done stays done.")
    {
        _id = NameArgument.OfBulk(tool);
        Add(_id);
        Add(_reason);
    }

    protected override async Task<ExitCode> RunAsync(Session session, ParseResult parsed, CancellationToken cancellationToken)
    {
        var body = JsonBody.Of(("reason", parsed.GetValue(_reason)));
        var reply = await session.Api.SendAsync(HttpMethod.Post, ApiPath.Of($"bulk/{parsed.GetValue(_id)}/abort"), body, cancellationToken);
        return session.Show<Aborted>(reply, aborted => session.Screen.Line(aborted.Result switch
        {
            "alreadyFinished" => $"Operation {aborted.Operation.Id} had ended: it is {aborted.Operation.Status}.",
            _ => $"Operation {aborted.Operation.Id} is aborted. It has changed {aborted.Operation.Changed} runs.",
        }));
    }

    private sealed record Aborted(string Result, BulkOperation Operation);
}
