using Redflow.Runs;
using Redflow.Steps;
using Redflow.Storage;

namespace Redflow.Core.Tests.Storage.Model;

/// <content>What workers do.</content>
internal sealed partial class World
{
    private const int Workers = 3;

    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(5);

    private (HeldPass Pass, PassOutcome Outcome)? _last;

    private static string Worker(int choice) => $"w{choice % Workers}";

    private static string Step(int choice) => $"s{choice % 3}";

    /// <summary>A handler does not call a step that waits by the name of one that works.</summary>
    private static string WaitingStep(int choice) => $"w{choice % 3}";

    private Task RegisterAsync(int worker)
    {
        // The last one serves one queue only.
        var queues = worker % Workers == Workers - 1 ? [.. Definitions.Queues.Take(1)] : Definitions.Queues;
        return stores.CallAsync(
            $"register {Worker(worker)}",
            store => store.RegisterWorkerAsync(new(Worker(worker), "tests", "here", 1, queues, 10, Lease)));
    }

    private Task ReleaseAsync(string worker) => stores.CallAsync($"release {worker}", store => store.ReleaseWorkerAsync(worker));

    private async Task ExchangeAsync(string worker, int room, (HeldPass Pass, PassOutcome Outcome)? finished, bool isReplyLost)
    {
        var queues = worker == Worker(Workers - 1) ? Definitions.Queues.Take(1) : Definitions.Queues;
        var (tested, model) = await stores.CallAsync(
            $"{worker} takes {room}, hands in {finished?.Pass} {Plain.Text(finished?.Outcome)}",
            store => store.ExchangeAsync(new(worker, [.. queues], room, finished is not { } last ? [] : [Finished(store, last)])),
            reply => reply with { Claimed = [.. reply.Claimed.Select(WithoutFence)] });
        foreach (var (one, other) in tested.Claimed.Zip(model.Claimed))
        {
            _invariants.Claim(one.Id, one.Fence, other.Fence, stores.Log);
        }

        if (!isReplyLost)
        {
            _held.AddRange(tested.Claimed.Zip(model.Claimed)
                .Select(run => new HeldPass(run.First.Id, worker, run.First.Attempt, run.First.Fence, run.Second.Fence)));
            _held.RemoveRange(0, Math.Max(0, _held.Count - MostPasses));
        }
    }

    /// <summary>Fences only have to rise; and a dictionary has no order of its own.</summary>
    private static ClaimedRun WithoutFence(ClaimedRun run) => run with
    {
        Fence = 0,
        Steps = new SortedDictionary<string, ReadOnlyMemory<byte>>(run.Steps.ToDictionary(), StringComparer.Ordinal),
        FailedSteps = new SortedDictionary<string, RunError>(run.FailedSteps.ToDictionary(), StringComparer.Ordinal),
        Waits = new SortedDictionary<string, TimeSpan>(run.Waits.ToDictionary(), StringComparer.Ordinal),
    };

    private long Fence(IRedflowStore store, HeldPass pass) => store == stores.Model ? pass.ModelFence : pass.TestedFence;

    private FinishedPass Finished(IRedflowStore store, (HeldPass Pass, PassOutcome Outcome) finished) =>
        new(finished.Pass.Id, Fence(store, finished.Pass), finished.Outcome);

    private async Task FinishAsync(Move move, int room)
    {
        if (_held.Count > 0)
        {
            var pass = _held[move.A % _held.Count];
            _held.Remove(pass);
            _last = (pass, Outcome(pass, move.B, move.C));
            await ExchangeAsync(pass.Worker, room, _last, isReplyLost: false);
        }
    }

    /// <summary>The reply was lost.</summary>
    private async Task FinishAgainAsync()
    {
        if (_last is { } last)
        {
            await ExchangeAsync(last.Pass.Worker, 0, last, isReplyLost: false);
        }
    }

    private PassOutcome Outcome(HeldPass pass, int choice, int more) => (choice % 12) switch
    {
        0 or 1 or 2 => new PassOutcome.Succeeded("42"u8.ToArray()),
        3 => new PassOutcome.Failed(new("Boom", "It failed.")),
        4 => new PassOutcome.Retry(new("Bang", "Not yet."), TimeSpan.FromSeconds(more % 3)),
        5 when more % 2 == 0 => new PassOutcome.Released(TimeSpan.FromSeconds(more % 3)),
        5 => new PassOutcome.Declined(TimeSpan.FromSeconds(more % 3)),
        6 => new PassOutcome.Canceled(),
        7 => new PassOutcome.Suspended([Wait(pass, more, more), Wait(pass, more + 1, more / 2)]),
        _ => new PassOutcome.Suspended([Wait(pass, choice / 12 + more, more)]),
    };

    private StepWait Wait(HeldPass pass, int step, int choice)
    {
        TimeSpan? timeout = choice % 3 == 0 ? null : TimeSpan.FromSeconds(choice % 3);
        return (choice % 4) switch
        {
            0 => new StepWait.Sleep(WaitingStep(step), 4 + step % 3, TimeSpan.FromSeconds(choice / 4 % 3)),
            1 => new StepWait.ForChild(WaitingStep(step), 4 + step % 3, Child(pass, WaitingStep(step), choice, step), timeout),
            2 => new StepWait.ForEvent(WaitingStep(step), 4 + step % 3, $"e{choice / 4 % 2}", EventKey(choice / 8), TimeSpan.FromSeconds(choice / 4 % 3), timeout),
            _ => new StepWait.ForSignal(WaitingStep(step), 4 + step % 3, "g", timeout),
        };
    }

    private NewRun Child(HeldPass pass, string step, int choice, int more) =>
        New(choice, choice / 2, more, new(pass.Id, step, choice % 2 == 0 ? OnParentClosed.Abandon : OnParentClosed.Cancel));

    private async Task CommitStepAsync(Move move)
    {
        if (_held.Count == 0)
        {
            return;
        }

        var pass = _held[move.A % _held.Count];
        var succeeded = move.B % 4 != 3;
        var commit = new StepCommit(
            pass.Id, 0, Step(move.C), succeeded ? StepStatus.Succeeded : StepStatus.Failed, 1 + move.C % 3, pass.Attempt,
            TimeSpan.FromMilliseconds(3), succeeded ? "1"u8.ToArray() : """{"Type":"Oops","Message":"It broke."}"""u8.ToArray())
        {
            Effects = !succeeded ? [] : (move.B % 6) switch
            {
                0 => [new StepEffect.EmitRun(Child(pass, Step(move.C), move.B, move.C))],
                1 => [new StepEffect.EmitEvent(NewEvent(move.C, move.B / 6))],
                2 => [new StepEffect.EmitRun(Child(pass, Step(move.C), move.B + 1, move.C)), new StepEffect.EmitRun(New(move.C, move.B, move.A))],
                _ => [],
            },
        };
        await stores.CallAsync($"commit {commit}", store => store.CommitStepAsync(commit with { Fence = Fence(store, pass) }));
    }

    private async Task RenewAsync(string worker, bool returnStrangers)
    {
        var passes = _held.Where(pass => pass.Worker == worker).ToArray();
        await stores.CallAsync(
            $"{worker} renews {string.Join(", ", passes.Select(pass => pass.Id))}",
            store => store.RenewAsync(new(worker, Lease, [.. passes.Select(pass => new HeldRun(pass.Id, Fence(store, pass)))], returnStrangers)),
            reply => reply with { Lost = [.. reply.Lost.Order()], TimedOut = [.. reply.TimedOut.Order()], Canceled = [.. reply.Canceled.Order()] });
    }
}
