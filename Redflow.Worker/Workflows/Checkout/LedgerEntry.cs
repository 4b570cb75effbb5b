namespace Redflow.Worker.Workflows.Checkout;

/// <summary>One effect of one run, a line of the ledger.</summary>
/// <param name="At">When, by the clock of the worker that had it.</param>
/// <param name="OrderId">The order.</param>
/// <param name="RunId">The run.</param>
/// <param name="Step">The step.</param>
/// <param name="Attempt">The attempt of the run.</param>
/// <param name="Pid">The process that had it.</param>
internal sealed record LedgerEntry(DateTimeOffset At, string OrderId, string RunId, string Step, int Attempt, int Pid);
