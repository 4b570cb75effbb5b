using Redflow.Payloads;
using Redflow.Runs;

namespace Redflow.Storage;

/// <summary>The input of the run that handles the end of another one: which, and how it ended. Its payloads and its error are read from it.</summary>
internal sealed record EndedRun(RunId Id, string Workflow, string Queue, string Status, int Attempt, DateTimeOffset CreatedAt)
{
    /// <summary>Makes the handling run: one for each end of a run, whose trace it continues.</summary>
    public NewRun HandledBy(string handler, string? traceParent, int partition) => new()
    {
        Id = RunId.Derive(Id, $"{Status} {Attempt}", partition),
        Workflow = handler,
        Input = PayloadJson.Write(this),
        AllowUnregistered = true,
        TraceParent = traceParent,
    };
}
