using Redflow.Runs;

namespace Redflow.Storage.Memory;

/// <summary>Makes new runs of others.</summary>
internal sealed class RunRepeater(MemoryState state, RunEmitter emitter)
{
    public RerunReply Rerun(Rerun rerun, Turn turn)
    {
        if (state.Runs.Find(rerun.Id) is not null)
        {
            return RerunReply.Emitted;
        }

        if (state.Runs.Find(rerun.Source) is not { } source)
        {
            return RerunReply.NotFound;
        }

        MemoryStep? from = null;
        if (rerun.FromStep is { } name && !source.Steps.TryGetValue(name, out from))
        {
            return RerunReply.StepNotFound;
        }

        var run = new MemoryRun(Copy(source, rerun) with { Timeout = source.Emitted.Timeout }, source.Definition, source.Queue, turn.Now) { RerunOf = source.Id };
        foreach (var (step, stored) in source.Steps.Where(step => from is not null && StandsBefore(step.Value, from, turn.Now)))
        {
            run.Steps[step] = stored;
        }

        emitter.Create(run, turn.Now, turn);
        return RerunReply.Emitted;
    }

    /// <summary>Makes the run that compensates another one: it has its input and all that its steps have stored.</summary>
    public void Compensate(RunId id, Turn turn)
    {
        var compensation = RunId.Derive(id, "compensation", id.Partition);
        if (state.Runs.Find(id) is not { } source || state.Runs.Find(compensation) is not null)
        {
            return;
        }

        var copy = Copy(source, new(id, compensation)) with { TraceParent = source.Emitted.TraceParent };
        var run = new MemoryRun(copy, source.Definition, source.Queue, turn.Now) { CompensationOf = id, SourceStartedAt = source.StartedAt };

        // What was not over at the end of the source is not over for its compensation, however late that comes.
        foreach (var (step, stored) in source.Steps.Where(step => step.Value.IsOver(source.FinishedAt ?? turn.Now)))
        {
            run.Steps[step] = stored;
        }

        emitter.Create(run, turn.Now, turn);
        state.Runs.ByParent.Add(id, run.Place);
        state.Runs.Release(source);
    }

    private static NewRun Copy(MemoryRun source, Rerun rerun) => new()
    {
        Id = rerun.Id,
        Workflow = source.Workflow,
        Input = rerun.Input ?? source.Emitted.Input,
        Priority = source.Priority,
        Tags = source.Emitted.Tags,
        LimitKey = rerun.LimitKey switch
        {
            null => source.Emitted.LimitKey,
            "" => null,
            var key => key,
        },
    };

    private static bool StandsBefore(MemoryStep step, MemoryStep from, DateTimeOffset now) =>
        step.Position < from.Position && (step.IsSucceeded || (step is { IsWait: true, Wait.Kind: WaitKind.Sleep } && step.IsOver(now)));
}
