using Microsoft.Extensions.Logging;
using Redflow.Execution;
using Redflow.Storage;
using Redflow.Telemetry;
using Redflow.Workflows;

namespace Redflow.Hosting;

/// <summary>Runs the passes of the runs that a worker has claimed, each from its claim until it is handed in, or dropped.</summary>
internal sealed class PassRunner(
    Lease lease,
    IRedflowStore store,
    PassExecutor executor,
    WorkflowRegistry registry,
    HeldRuns held,
    EffectRelay relay,
    TimeProvider time,
    ILogger logger)
{
    /// <summary>Makes a claimed run's pass, which is held from now on.</summary>
    /// <param name="claimed">The run.</param>
    /// <param name="term">The <see cref="Lease.Term"/> under which it was claimed.</param>
    public Pass Hold(ClaimedRun claimed, int term)
    {
        var maxAttempts = registry.Find(claimed.Workflow)?.Options.MaxAttempts ?? claimed.Attempt;
        var pass = new Pass(claimed, maxAttempts, store, relay, time, logger);
        held.Add(pass, term);
        return pass;
    }

    /// <summary>Starts a pass off the caller, which a handler's first synchronous stretch must not hold up, and in the order of the claims.</summary>
    /// <param name="pass">The pass.</param>
    /// <param name="term">The <see cref="Lease.Term"/> under which its run was claimed.</param>
    /// <param name="loop">What it is handed to when it has ended.</param>
    public void Start(Pass pass, int term, ClaimLoop loop) => ThreadPool.UnsafeQueueUserWorkItem(
        static begun => begun.Runner.Begin(begun.Pass, begun.Term, begun.Loop), (Runner: this, Pass: pass, Term: term, Loop: loop), preferLocal: false);

    /// <summary>Lets go of a pass that was handed in.</summary>
    public void Settle(FinishedPass finished, bool accepted)
    {
        held.Remove(finished.Id, finished.Fence);
        if (!accepted)
        {
            logger.OutcomeRefused(finished.Id);
            RunMetrics.LeaseLost(finished.Claimed!);
        }
    }

    /// <summary>Begins a pass, which HeldRuns owns until it is handed in, unless the lease under which it was claimed has run out meanwhile.</summary>
    private void Begin(Pass pass, int term, ClaimLoop loop)
    {
        if (lease.Covers(term))
        {
            _ = RunAsync(pass, loop);
            return;
        }

        using (pass)
        {
            Drop(pass, loop);
        }

        logger.ClaimedTooLate(pass.Claimed.Id, pass.Claimed.Workflow);
        loop.RenewNow.Set();
    }

    private async Task RunAsync(Pass pass, ClaimLoop loop)
    {
        try
        {
            using (pass)
            {
                if (await executor.RunAsync(pass).ConfigureAwait(false) is { } outcome)
                {
                    loop.HandIn(new(pass.Claimed.Id, pass.Claimed.Fence, outcome) { Claimed = pass.Claimed, TraceParent = pass.TraceParent });
                }
                else
                {
                    Drop(pass, loop);
                    ReportLoss(pass);
                }
            }
        }
        catch (Exception exception)
        {
            // The boundary of the task that nobody awaits: a pass that can't be handed in must not be renewed for ever.
            Drop(pass, loop);
            logger.PassLost(exception, pass.Claimed.Id, pass.Claimed.Workflow);
        }
    }

    /// <summary>Forgets a pass of which nothing is handed in; there is room for another run then.</summary>
    private void Drop(Pass pass, ClaimLoop loop)
    {
        held.Remove(pass.Claimed.Id, pass.Claimed.Fence);
        loop.Wake();
    }

    private void ReportLoss(Pass pass)
    {
        if (pass.CancellationReason == CancellationReason.RunTimedOut)
        {
            logger.RunTimedOut(pass.Claimed.Id, pass.Claimed.Workflow);
        }
        else
        {
            logger.LeaseOfRunLost(pass.Claimed.Id, pass.Claimed.Workflow);
        }
    }
}
