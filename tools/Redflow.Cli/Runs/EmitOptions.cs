using System.CommandLine;
using Redflow.Cli.Arguments;
using Redflow.Cli.Http;

namespace Redflow.Cli.Runs;

/// <summary>When and how a run is emitted: every option that the API has for it.</summary>
internal sealed class EmitOptions
{
    private readonly Option<string?> _idempotencyKey =
        Values.IdempotencyKey("While a run of the workflow with this key is kept, it is the answer, and no second one is made.");
    private readonly Option<int?> _priority = new("--priority") { Description = "From -1000 to 1000; lower goes first. Default: 0.", HelpName = "number" };
    private readonly Option<string[]> _tags = new("--tag") { Description = "What the run can be found by; up to 16 times.", HelpName = "tag" };
    private readonly Option<bool> _allowUnregistered = new("--allow-unregistered") { Description = "Emits it although no worker has registered the workflow." };

    private readonly (string Name, Option<string?> Option)[] _others =
    [
        ("delay", Values.Duration("--delay", "How long from now the run is due.")),
        ("runAt", Values.Time("--run-at", "When it is due; not together with --delay.")),
        ("limitKey", Values.Text("--limit-key", "Whose share of the workflow's limits it takes. Default: what the workflow finds in the input.", "key")),
        ("expireAfter", Values.Duration("--expire-after", "How long after it was due it may still start. Default: the workflow's.")),
        ("timeout", Values.Duration("--timeout", "How long it may take from its first start. Default: the workflow's.")),
        ("keyTtl", Values.Duration("--key-ttl", "How long it holds its idempotency key. Default: as long as it is kept.")),
        ("keyReuse", Values.Word("--key-reuse", "What to do when the idempotency key is taken. Default: returnExisting.", "returnExisting", "afterFailure", "reject")),
        ("waitForRoom", Values.Duration("--wait-for-room", "How long to try again while the queue is full, up to 60s. Default: not at all.")),
    ];

    public string? IdempotencyKeyOf(ParseResult parsed) => parsed.GetValue(_idempotencyKey);

    public void AddTo(Command command)
    {
        command.Add(_idempotencyKey);
        foreach (var (_, option) in _others)
        {
            command.Add(option);
        }

        command.Add(_priority);
        command.Add(_tags);
        command.Add(_allowUnregistered);
        command.Validators.Add(result =>
        {
            if (result.GetValue(_others[0].Option) is not null && result.GetValue(_others[1].Option) is not null)
            {
                result.AddError("--delay and --run-at can't stand together.");
            }
        });
    }

    public Query ToQuery(ParseResult parsed)
    {
        var query = new Query();
        foreach (var (name, option) in _others)
        {
            query.Add(name, parsed.GetValue(option));
        }

        query.Add("priority", parsed.GetValue(_priority)?.ToString(System.Globalization.CultureInfo.InvariantCulture));
        foreach (var tag in parsed.GetValue(_tags) ?? [])
        {
            query.Add("tag", tag);
        }

        return query.Add("allowUnregistered", parsed.GetValue(_allowUnregistered) ? "true" : null);
    }
}
