using Redflow.Payloads;
using Redflow.Runs;

namespace Redflow.Storage;

/// <summary>The input of the run that handles a failure: which run failed. Its payloads and its error are read from it.</summary>
internal sealed record FailedRun(RunId Id, string Workflow, string Queue, int Attempt, DateTimeOffset CreatedAt)
{
    public static byte[] InputOf(RunSummary run) =>
        PayloadJson.Write(new FailedRun(run.Id, run.Workflow, run.Queue, run.Attempt, run.CreatedAt));
}
