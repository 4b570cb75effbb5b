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

        var run = Copy(source, rerun, turn.Now);
        foreach (var (step, stored) in source.Steps.Where(step => from is not null && StandsBefore(step.Value, from, turn.Now)))
        {
            run.Steps[step] = stored;
        }

        emitter.Create(run, turn.Now, turn);
        return RerunReply.Emitted;
    }

    private static MemoryRun Copy(MemoryRun source, Rerun rerun, DateTimeOffset now)
    {
        var copy = new NewRun
        {
            Id = rerun.Id,
            Workflow = source.Workflow,
            Input = rerun.Input ?? source.Emitted.Input,
            Priority = source.Priority,
            Tags = source.Emitted.Tags,
            LimitKey = source.Emitted.LimitKey,
        };
        return new(copy, source.Definition, source.Queue, now) { RerunOf = source.Id };
    }

    private static bool StandsBefore(MemoryStep step, MemoryStep from, DateTimeOffset now) =>
        step.Position < from.Position && (step.IsSucceeded || (step is { IsWait: true, Wait.Kind: WaitKind.Sleep } && step.IsOver(now)));
}
