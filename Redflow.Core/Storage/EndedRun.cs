using Redflow.Payloads;
using Redflow.Runs;

namespace Redflow.Storage;

/// <summary>The input of the run that handles the end of another one: which, and how it ended. Its payloads and its error are read from it.</summary>
internal sealed record EndedRun(RunId Id, string Workflow, string Queue, string Status, int Attempt, DateTimeOffset CreatedAt)
{
    /// <summary>Makes the handling run: one for each end of a run, whose trace it continues.</summary>
    public static NewRun HandlerOf(RunSummary run, string? traceParent, string handler, int partition) => new()
    {
        Id = RunId.Derive(run.Id, $"{run.Status.ToWord()} {run.Attempt}", partition),
        Workflow = handler,
        Input = PayloadJson.Write(new EndedRun(run.Id, run.Workflow, run.Queue, run.Status.ToWord(), run.Attempt, run.CreatedAt)),
        AllowUnregistered = true,
        TraceParent = traceParent,
    };
}
