using System.CommandLine;
using Redflow.Cli.Arguments;
using Redflow.Cli.Completion;
using Redflow.Cli.Http;

namespace Redflow.Cli.Runs;

/// <summary>The options that say which runs; all that are given hold together.</summary>
internal sealed class RunFilter
{
    private readonly (string Member, Option<string?> Option)[] _options;

    public RunFilter(Tool tool)
    {
        _options =
        [
            ("workflow", Values.Text("--workflow", "Only runs of this workflow.", "workflow")),
            ("status", Values.Words("--status", "Only runs in this status, or in one of several with commas between.", RunStatuses.All)),
            ("queue", Values.Text("--queue", "Only runs of this queue.", "queue")),
            ("tag", Values.Text("--tag", "Only runs that carry this tag.", "tag")),
            ("parent", Values.Text("--parent", "Only children of this run, and the run that compensates it.", "id")),
            ("limitKey", Values.Text("--limit-key", "Only runs with this limit key.", "key")),
            ("fingerprint", Values.Text("--fingerprint", "Only failed runs whose error has this fingerprint.", "fingerprint")),
            ("idempotencyKey", Values.Text("--idempotency-key", "Only the run that has this key; with --workflow.", "key")),
            ("idPrefix", Values.Text("--id-prefix", "Only runs whose id begins like this.", "prefix")),
            ("createdFrom", Values.Time("--created-from", "Only runs that were emitted at this time or later.")),
            ("createdBefore", Values.Time("--created-before", "Only runs that were emitted before this time.")),
        ];
        _options[0].Option.CompletionSources.Add(Known.Workflows(tool));
        _options[2].Option.CompletionSources.Add(Known.Queues(tool));
    }

    /// <summary>Gives a command the options, but for one that means something else to it.</summary>
    public void AddTo(Command command, string? except = null)
    {
        foreach (var (_, option) in _options.Where(option => option.Option.Name != except))
        {
            command.Add(option);
        }
    }

    public void AddTo(Query query, ParseResult parsed)
    {
        foreach (var (member, value) in Given(parsed))
        {
            query.Add(member, value);
        }
    }

    /// <summary>Those that are given, by the API's names of them.</summary>
    public IReadOnlyDictionary<string, string> Given(ParseResult parsed) => _options
        .Where(option => parsed.GetValue(option.Option) is not null)
        .ToDictionary(option => option.Member, option => parsed.GetValue(option.Option)!);
}
