using System.Text;
using Redflow.Workflows;

namespace Redflow.TestHost;

/// <summary>
/// What handlers of this process did, a line each, in a file of its own. A line is written when the call returns, so that a kill leaves
/// it whole. Each has when, what, workflow, run, step and the number of the execution.
/// </summary>
internal sealed class Ledger(string folder) : IDisposable
{
    private readonly FileStream _file =
        new(Path.Combine(folder, $"{Environment.ProcessId}.ledger"), FileMode.Append, FileAccess.Write, FileShare.Read, bufferSize: 0);

    private readonly Lock _gate = new();
    private int _executions;

    /// <summary>Numbers an execution, uniquely over all processes.</summary>
    public string NextNumber() => $"{Environment.ProcessId}-{Interlocked.Increment(ref _executions)}";

    public void Write(string what, RunInfo run, string step, string execution)
    {
        lock (_gate)
        {
            _file.Write(Encoding.UTF8.GetBytes($"{DateTimeOffset.UtcNow.UtcTicks} {what} {run.Workflow} {run.Id} {step} {execution}\n"));
        }
    }

    public void Dispose() => _file.Dispose();
}
