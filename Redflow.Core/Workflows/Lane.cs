namespace Redflow.Workflows;

/// <summary>What kind of threads run a workflow's passes and the bodies of its steps.</summary>
public enum Lane
{
    /// <summary>The thread pool: for code that awaits what it waits for.</summary>
    Io,

    /// <summary>
    /// Threads of their own, as many as the machine has processors, shared by the workers of the process: for code that computes or blocks. It takes
    /// no thread from the pool, so renewals of leases, and all other workflows, go on. Code behind a <c>ConfigureAwait(false)</c> leaves them.
    /// </summary>
    Cpu,
}
