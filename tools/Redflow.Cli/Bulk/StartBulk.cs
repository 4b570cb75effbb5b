using System.CommandLine;
using Redflow.Cli.Arguments;
using Redflow.Cli.Http;
using Redflow.Cli.Runs;
using Redflow.Cli.Terminal;

namespace Redflow.Cli.Bulk;

/// <summary><c>redflow bulk start</c>. What can't be undone is asked about, with how many runs it is.</summary>
internal sealed class StartBulk : ApiCommand
{
    private readonly Argument<string> _operation = new("operation")
    {
        Description = "What to do: cancel (runs that have not ended), retry (failed and canceled ones) or delete (ended ones).",
    };

    private readonly RunFilter _filter;
    private readonly Option<bool> _all = new("--all") { Description = "All runs: without a filter it takes this." };
    private readonly Option<string?> _reason = Values.Text("--reason", "Why; of cancel alone, kept with the runs.", "text");
    private readonly Option<bool> _preview = new("--preview") { Description = "Only counts the runs that match." };
    private readonly Option<bool> _yes = new("--yes") { Description = "Does not ask before runs are canceled or deleted. Without a terminal it takes this." };
    private readonly Option<string?> _idempotencyKey = Values.IdempotencyKey("The same command with the same key is one operation.");

    public StartBulk(Tool tool)
        : base(tool, "start", "Cancels, retries or deletes all runs that match, and prints the operation's id. Workers perform it.")
    {
        _operation.AcceptOnlyFromAmong("cancel", "retry", "delete");
        Add(_operation);
        _filter = new(tool);
        _filter.AddTo(this, except: "--idempotency-key");
        Add(_all);
        Add(_reason);
        Add(_preview);
        Add(_yes);
        Add(_idempotencyKey);
    }

    protected override async Task<ExitCode> RunAsync(Session session, ParseResult parsed, CancellationToken cancellationToken)
    {
        var (operation, filter) = (parsed.GetValue(_operation)!, _filter.Given(parsed));
        if (filter.Count == 0 && !parsed.GetValue(_all))
        {
            throw new UsageException("Which runs? Give a filter such as --workflow or --status, or --all.");
        }

        var body = JsonBody.Of(("operation", operation), ("filter", filter), ("reason", parsed.GetValue(_reason)));
        var asks = operation != "retry" && !parsed.GetValue(_yes);
        if (parsed.GetValue(_preview) || asks)
        {
            var counted = await session.Api.SendAsync(HttpMethod.Post, $"{ApiPath.Of($"bulk")}?preview=true", body, cancellationToken);
            var count = counted.Read<Count>();
            if (parsed.GetValue(_preview))
            {
                return session.Say(counted, $"{count} match.");
            }

            if (!await Question.AskAsync(session.Around, $"{char.ToUpperInvariant(operation[0])}{operation[1..]} {count}?", cancellationToken))
            {
                session.Screen.Note("Nothing was done.");
                return ExitCode.Failed;
            }
        }

        var reply = await session.Api.SendAsync(HttpMethod.Post, ApiPath.Of($"bulk"), body, cancellationToken, parsed.GetValue(_idempotencyKey));
        return session.Show<BulkOperation>(reply, started => session.Screen.Line(started.Id));
    }

    private sealed record Count(long Matching, bool AtLeast)
    {
        public override string ToString() => $"{(AtLeast ? "at least " : "")}{Matching} run{(Matching == 1 ? "" : "s")}";
    }
}
