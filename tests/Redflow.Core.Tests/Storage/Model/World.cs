using Redflow.Runs;
using Redflow.Testing;

namespace Redflow.Core.Tests.Storage.Model;

/// <summary>
/// Three workers, a scheduler and a client over a store and its model. A worker crashes when time passes without its renewal, or when
/// the reply of its claim is lost; what it believes to hold it still hands in later.
/// </summary>
internal sealed partial class World(StorePair stores)
{
    private const int MostPasses = 8;
    private const int MovesBetweenDetails = 5;

    private readonly Invariants _invariants = new();
    private readonly List<HeldPass> _held = [];
    private IReadOnlyList<RunSummary> _runs = [];
    private int _ids;
    private int _moves;

    public async Task InitializeAsync()
    {
        await stores.InitializeAsync();
        await stores.CallAsync("register workflows", store => store.RegisterWorkflowsAsync(Definitions.All));
        foreach (var workflow in Definitions.All)
        {
            _invariants.LimitTo(workflow.Name, workflow.Limits);
        }

        for (var worker = 0; worker < Workers; worker++)
        {
            await RegisterAsync(worker);
        }
    }

    public async Task MoveAsync(Move move)
    {
        await (move.Kind switch
        {
            MoveKind.Emit => EmitAsync(move),
            MoveKind.EmitMany => EmitManyAsync(move),
            MoveKind.EmitAgain => EmitAgainAsync(),
            MoveKind.Claim => ExchangeAsync(Worker(move.A), 1 + move.B % 3, null, isReplyLost: false),
            MoveKind.ClaimWithoutReply => ExchangeAsync(Worker(move.A), 1 + move.B % 3, null, isReplyLost: true),
            MoveKind.Finish => FinishAsync(move, room: 0),
            MoveKind.FinishAndClaim => FinishAsync(move, room: 1 + move.C % 2),
            MoveKind.FinishAgain => FinishAgainAsync(),
            MoveKind.CommitStep => CommitStepAsync(move),
            MoveKind.Renew => RenewAsync(Worker(move.A), returnStrangers: move.B % 2 == 0),
            MoveKind.Register => RegisterAsync(move.A),
            MoveKind.Release => ReleaseAsync(Worker(move.A)),
            MoveKind.Advance => stores.AdvanceAsync(Jumps[move.A % Jumps.Length]),
            MoveKind.Promote => PromoteAsync(),
            MoveKind.Reap => ReapAsync(),
            MoveKind.Relay => RelayAsync(),
            MoveKind.Sweep => SweepAsync(),
            MoveKind.Cancel => CancelAsync(Target(move.A)),
            MoveKind.Retry => RetryAsync(Target(move.A)),
            MoveKind.Rerun => RerunAsync(move),
            MoveKind.Delete => DeleteAsync(Target(move.A)),
            MoveKind.Signal => SignalAsync(move),
            MoveKind.EmitEvent => EmitEventAsync(move),
            MoveKind.PauseQueue => PauseQueueAsync(move),
            MoveKind.PauseWorkflow => PauseWorkflowAsync(move),
            MoveKind.SetLimits => SetLimitsAsync(move),
            MoveKind.Redefine => RedefineAsync(move),
            _ => throw new ArgumentOutOfRangeException(nameof(move), move, null),
        });
        await CheckAsync();
    }

    /// <summary>Looks at both stores: they have to show the same, and that has to be what every store holds to.</summary>
    private async Task CheckAsync()
    {
        var all = new RunQuery { Limit = RunQuery.MaxLimit };
        var (found, expected) = ((await stores.Tested.ListRunsAsync(all).Bounded()).Runs, (await stores.Model.ListRunsAsync(all)).Runs);
        if (!found.SequenceEqual(expected, RunComparer.Instance))
        {
            stores.Compare("the runs", Tell(found), Tell(expected));
        }

        _runs = [.. expected.Reverse()];
        _invariants.Check(found, stores.Log);
        if (++_moves % MovesBetweenDetails == 0)
        {
            await CheckDetailsAsync();
        }
    }

    private async Task CheckDetailsAsync()
    {
        RunId[] open = [.. _runs.Where(run => !run.Status.IsTerminal()).Select(run => run.Id)];
        var (found, expected) = (await Details.MakeAsync(stores.Tested, open).Bounded(), await Details.MakeAsync(stores.Model, open));
        foreach (var (tested, model) in found.Tell().Zip(expected.Tell()))
        {
            stores.Compare(tested.What, tested.Text, model.Text);
        }

        _invariants.Check(found, _runs.Count, stores.Log);
    }

    /// <summary>Looks at all that takes too long to be looked at after every move.</summary>
    public async Task CheckAllAsync()
    {
        await CheckDetailsAsync();
        await Task.WhenAll(_runs.Select(run => stores.ReadAsync($"find {run.Id}", store => store.FindRunAsync(run.Id))));
        await Task.WhenAll(_runs.Select(run => stores.ReadAsync($"steps of {run.Id}", store => store.FindStepsAsync(run.Id))));
        await Task.WhenAll(_runs.Where(run => run.Status.IsTerminal())
            .Select(run => stores.ReadAsync($"await {run.Id}", store => store.AwaitAsync(run.Id, TimeSpan.Zero))));
        await stores.ReadAsync("events", store => store.ListEventsAsync(new()), page => page.Events.Select(one => one with
        {
            // They are sets: which of several was started or released first is left to the store.
            Started = [.. one.Started.Order()],
            Released = [.. one.Released.Order()],
        }).ToArray());
        await stores.ReadAsync(
            "minutes",
            store => store.ListMinutesAsync(TestStore.Start, stores.Now.AddMinutes(1)),
            minutes => minutes.OrderBy(minute => (minute.Minute, minute.Workflow)).ToArray());
        await stores.ReadAsync("workflows", store => store.ListWorkflowsAsync());
        await CheckListsAsync();
    }

    private async Task CheckListsAsync()
    {
        IEnumerable<RunQuery> queries =
        [
            .. Tags.Select(tag => new RunQuery { Tag = tag }),
            .. RunStatuses.All.Select(status => new RunQuery { Status = status }),
            .. Definitions.All.Select(workflow => new RunQuery { Workflow = workflow.Name, Limit = 2 }),
            .. _runs.Where(run => run.Parent is not null).Select(run => run.Parent).Distinct().Select(parent => new RunQuery { Parent = parent }),
            .. _runs.Where(run => run.Fingerprint is not null).Select(run => run.Fingerprint).Distinct()
                .Select(fingerprint => new RunQuery { Fingerprint = fingerprint }),
            .. _runs.Where(run => run.IdempotencyKey is not null).Select(run => (run.Workflow, run.IdempotencyKey)).Distinct()
                .Select(held => new RunQuery { Workflow = held.Workflow, IdempotencyKey = held.IdempotencyKey }),
        ];

        // A page may be shorter than its limit and still not be the last one.
        await Task.WhenAll(queries.Select(query =>
            stores.ReadAsync($"list {query}", store => store.ListRunsAsync(query), page => page.Runs.Select(run => run.Id).ToArray())));
    }

    private static string Tell(IEnumerable<RunSummary> runs) => string.Join("\n  ", runs.Select(run => Plain.Text(run)));

    private RunId NewId() => Id(++_ids);

    /// <summary>Ids in the order in which they are made, of the partition 0.</summary>
    private static RunId Id(int number) => RunId.Parse($"{0:D9}{number:D12}00", null);

    /// <summary>A run that exists, or the one that never does.</summary>
    private RunId Target(int choice) => choice % (_runs.Count + 1) is var i && i < _runs.Count ? _runs[i].Id : Id(0);
}
