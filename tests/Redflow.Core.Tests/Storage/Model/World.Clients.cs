using System.Text;
using Redflow.Runs;
using Redflow.Storage;

namespace Redflow.Core.Tests.Storage.Model;

/// <content>What clients and operators do.</content>
internal sealed partial class World
{
    private static readonly string[] Tags = ["t0", "t1"];

    private readonly List<NewRun> _emitted = [];

    private Task EmitAsync(Move move) => EmitAsync([New(move.A, move.B, move.C)]);

    private Task EmitManyAsync(Move move) => EmitAsync([New(move.A, move.B, move.C), New(move.A, move.C, move.B), New(move.B, move.A, move.C)]);

    private async Task EmitAsync(IReadOnlyList<NewRun> runs)
    {
        _emitted.AddRange(runs);
        _invariants.FreeKeys(runs.Where(run => run.KeyTtl is not null).Select(run => run.Id));
        await stores.CallAsync(
            $"emit {string.Join(" and ", runs.Select(run => Plain.Text(run)))}",
            store => store.EmitManyAsync(runs),
            replies => replies.Select(Plain.Text).ToArray());
    }

    /// <summary>The reply of an emit was lost.</summary>
    private async Task EmitAgainAsync()
    {
        if (_emitted is [.., var run])
        {
            await stores.CallAsync($"emit {run.Id} again", store => store.EmitAsync(run));
        }
    }

    /// <summary>Makes a run up. One is plain more often than not, so that several share a limit.</summary>
    private NewRun New(int workflow, int traits, int more, ParentStep? parent = null)
    {
        var known = Definitions.All[workflow % Definitions.All.Count].Name;
        return new()
        {
            Id = NewId(),
            Workflow = workflow == 23 ? Definitions.Unknown : known,
            AllowUnregistered = more % 2 == 0,
            Input = Encoding.UTF8.GetBytes($"{{\"n\":{traits}}}"),
            Priority = traits % 5 == 4 ? -1 : 0,
            Delay = traits % 8 == 7 ? TimeSpan.FromSeconds(more % 3) : null,
            RunAt = traits % 8 == 6 ? stores.Now.AddSeconds(more % 3 - 1) : null,
            Tags = traits % 3 == 1 ? [Tags[more % 2]] : [],
            LimitKey = more % 3 == 2 ? null : $"k{more % 3}",
            IdempotencyKey = traits % 6 == 5 ? $"i{more % 2}" : null,
            // Redis itself lets keys go by the real time: a sequence may not take as long.
            KeyTtl = traits == 11 && parent is null ? TimeSpan.FromMinutes(1) : null,
            KeyReuse = (KeyReuse)(more % 3),
            Timeout = traits == 9 ? TimeSpan.FromSeconds(2) : null,
            ExpireAfter = traits == 10 ? TimeSpan.FromSeconds(2) : null,
            Parent = parent,
        };
    }

    private Task CancelAsync(RunId id) => stores.CallAsync($"cancel {id}", store => store.CancelAsync(id, "enough"));

    private async Task RetryAsync(RunId id)
    {
        _invariants.Reopen(id);
        await stores.CallAsync($"retry {id}", store => store.RetryAsync(id));
    }

    private Task RerunAsync(Move move)
    {
        var rerun = new Rerun(Target(move.A), NewId(), move.C % 2 == 0 ? null : "7"u8.ToArray(), (move.B % 3) switch
        {
            0 => null,
            1 => Step(move.C),
            _ => WaitingStep(move.C),
        });
        return stores.CallAsync($"rerun {rerun.Source} from {rerun.FromStep}", store => store.RerunAsync(rerun));
    }

    private Task DeleteAsync(RunId id) => stores.CallAsync($"delete {id}", store => store.DeleteAsync(id));

    private Task SignalAsync(Move move)
    {
        var (id, signal) = (Target(move.A), new NewSignal(new Guid(move.C < 3 ? 1 : ++_ids, 0, 0, new byte[8]), "g", "\"hello\""u8.ToArray()));
        return stores.CallAsync($"signal {id}", store => store.SignalAsync(id, signal));
    }

    private Task EmitEventAsync(Move move)
    {
        var emitted = NewEvent(move.A, move.B);
        return stores.CallAsync($"emit {emitted}", store => store.EmitEventAsync(emitted));
    }

    private NewEvent NewEvent(int name, int key) => new(new(NewId()), $"e{name % 2}", EventKey(key), "\"came\""u8.ToArray());

    private static string? EventKey(int choice) => choice % 2 == 0 ? null : "k";

    private async Task PauseQueueAsync(Move move)
    {
        var queue = Definitions.Queues[move.A % Definitions.Queues.Length];
        if (move.B % 3 == 0)
        {
            await stores.CallAsync($"pause queue {queue}", store => store.PauseQueueAsync(queue, "tired"));
        }
        else
        {
            await stores.CallAsync($"resume queue {queue}", store => store.ResumeQueueAsync(queue));
        }
    }

    private async Task PauseWorkflowAsync(Move move)
    {
        var workflow = Definitions.All[move.A % Definitions.All.Count].Name;
        if (move.B % 2 == 0)
        {
            await stores.CallAsync($"pause {workflow}", store => store.PauseWorkflowAsync(workflow, null));
        }
        else
        {
            await stores.CallAsync($"resume {workflow}", store => store.ResumeWorkflowAsync(workflow));
        }
    }

    private async Task SetLimitsAsync(Move move)
    {
        var (workflow, limits) = (Definitions.Relimited[move.A % Definitions.Relimited.Count], Definitions.Limits(move.B));
        _invariants.LimitTo(workflow.Name, limits);
        await stores.CallAsync($"limit {workflow.Name} to {limits}", store => store.SetLimitsAsync(workflow.Name, limits));
    }

    /// <summary>A worker of another version registers a workflow.</summary>
    private async Task RedefineAsync(Move move)
    {
        var before = Definitions.Relimited[move.A % Definitions.Relimited.Count];
        var after = before with
        {
            Limits = move.B % 2 == 0 ? before.Limits : Definitions.Limits(move.C),
            KeepLast = move.B % 3 == 0 ? 1 : null,
            Timeout = move.B % 4 == 0 ? TimeSpan.FromSeconds(5) : null,
            OnFailure = move.B % 5 == 0 ? "fixer" : null,
        };
        _invariants.LimitTo(after.Name, after.Limits);
        await stores.CallAsync($"register {after}", store => store.RegisterWorkflowsAsync([after]));
    }
}
