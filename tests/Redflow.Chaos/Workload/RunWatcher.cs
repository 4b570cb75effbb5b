using System.Globalization;
using Redflow.Chaos.Driver;
using Redflow.Chaos.Ledger;
using Redflow.Client;
using Redflow.Runs;
using Redflow.Steps;
using Redflow.Storage;

namespace Redflow.Chaos.Workload;

/// <summary>
/// Looks at runs that anybody's ledger names, until each has ended, and once more after that: a terminal state stays as it is. The second
/// look comes later than what a server may lose that is killed.
/// </summary>
/// <param name="client">Reads the runs.</param>
/// <param name="ledger">Where it says what it saw.</param>
/// <param name="follower">Tells of the runs.</param>
/// <param name="random">Chooses the runs.</param>
/// <param name="share">How many of all runs it looks at.</param>
/// <param name="readsSteps">Whether it also writes down which executions' results are stored.</param>
internal sealed class RunWatcher(RedflowClient client, LedgerWriter ledger, LedgerFollower follower, Random random, double share, bool readsSteps = false)
{
    private const int MostAtOnce = 100;

    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan SecondLook = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan GivesUpAfter = TimeSpan.FromSeconds(30);

    private readonly Dictionary<string, Watched> _runs = [];
    private readonly HashSet<string> _known = [];

    /// <summary>Goes on until the token fires.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            Follow();
            try
            {
                await LookAsync(cancellationToken);
            }
            catch (Exception exception) when (exception is StoreUnavailableException or RunNotFoundException or OperationCanceledException)
            {
                // The next look comes soon.
            }

            await Pause.ForAsync(Interval, cancellationToken);
        }
    }

    private void Follow()
    {
        foreach (var line in follower.ReadNew())
        {
            var run = line.Kind switch
            {
                LedgerKinds.EmitOk => line[0],
                LedgerKinds.Child => line[1],
                LedgerKinds.Tick => line[2],
                _ => null,
            };
            if (run is not null && _known.Add(run) && random.NextDouble() < share)
            {
                _runs[run] = new() { Since = LedgerWriter.Now };
            }
        }
    }

    private async Task LookAsync(CancellationToken cancellationToken)
    {
        var now = LedgerWriter.Now;
        foreach (var due in _runs.Where(run => run.Value.NextLook <= now).ToArray().Chunk(MostAtOnce))
        {
            await Task.WhenAll(due.Select(run => LookAsync(run.Key, run.Value, cancellationToken)));
        }
    }

    private async Task LookAsync(string id, Watched watched, CancellationToken cancellationToken)
    {
        var run = await client.FindRunAsync(RunId.Parse(id, CultureInfo.InvariantCulture), cancellationToken);
        var (now, hasEnded) = (LedgerWriter.Now, run is not null && Outcomes.TryWrite(ledger, run));
        if (hasEnded && !watched.HasEnded && readsSteps)
        {
            await ReadStepsAsync(run!, cancellationToken);
        }

        var isOver = hasEnded ? watched.HasEnded : run is null && now - watched.Since > GivesUpAfter.Ticks;
        if (isOver)
        {
            lock (_runs)
            {
                _runs.Remove(id);
            }
        }

        (watched.HasEnded, watched.NextLook) = (hasEnded, now + (hasEnded ? SecondLook : Again).Ticks);
    }

    /// <summary>Only results that are texts can be those of an execution.</summary>
    private async Task ReadStepsAsync(Run run, CancellationToken cancellationToken)
    {
        var steps = await client.GetRunStepsAsync(run.Id, cancellationToken);
        foreach (var step in steps.Where(step => step is { Status: StepStatus.Succeeded, Output.Utf8: { Length: > 0 } output } && output.Span[0] == '"'))
        {
            ledger.Write(LedgerKinds.Stored, run.Id.ToString(), step.Name, step.Output!.Value.As<string>());
        }
    }

    private sealed class Watched
    {
        public long Since { get; init; }

        public bool HasEnded { get; set; }

        public long NextLook { get; set; }
    }
}
