using System.CommandLine;
using Redflow.Cli.Arguments;
using Redflow.Cli.Completion;

namespace Redflow.Cli.Runs;

/// <summary><c>redflow runs watch</c>: one run until its end, or all that match until ctrl-C.</summary>
internal sealed class WatchRuns : ApiCommand
{
    private readonly Argument<string?> _id = new("id")
    {
        Description = "The run to follow until its end. Left out, changes of all runs are shown until ctrl-C.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<string?> _workflow = Values.Text("--workflow", "Only runs of this workflow; without an id.", "workflow");
    private readonly Option<string?> _status =
        Values.Words("--status", "Only changes to this status, or to one of several with commas between; without an id.", RunStatuses.All);
    private readonly Option<string?> _giveUpAfter = Values.Duration("--give-up-after", "Follows this long at most. Default: as long as it takes.");

    public WatchRuns(Tool tool)
        : base(tool, "watch", "Follows a run until its end, which is the exit code; or the changes of many.")
    {
        _id.CompletionSources.Add(Known.Runs(tool));
        _workflow.CompletionSources.Add(Known.Workflows(tool));
        Add(_id);
        Add(_workflow);
        Add(_status);
        Add(_giveUpAfter);
        Validators.Add(result =>
        {
            if (result.GetValue(_id) is not null && (result.GetValue(_workflow) is not null || result.GetValue(_status) is not null))
            {
                result.AddError("--workflow and --status choose of many runs: give them without an id.");
            }
        });
    }

    protected override async Task<ExitCode> RunAsync(Session session, ParseResult parsed, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(Values.DurationOf(parsed, _giveUpAfter) ?? Timeout.InfiniteTimeSpan, session.Around.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            return parsed.GetValue(_id) is { } id
                ? await new RunWatch(session, id).FollowAsync(either.Token)
                : await new ChangeWatch(session, parsed.GetValue(_workflow), parsed.GetValue(_status)?.Split(',')).FollowAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return ExitCode.TimedOut;
        }
    }
}
