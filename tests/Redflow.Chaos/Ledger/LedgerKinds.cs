namespace Redflow.Chaos.Ledger;

/// <summary>What a line of a ledger tells, with the fields behind it.</summary>
internal static class LedgerKinds
{
    /// <summary>A client is about to emit: run, workflow, idempotency key or a dash.</summary>
    public const string EmitSent = "emit-sent";

    /// <summary>The emit was accepted: the run that the answer names, workflow, idempotency key or a dash.</summary>
    public const string EmitOk = "emit-ok";

    /// <summary>The emit got no answer, or was refused: run, type of the error.</summary>
    public const string EmitError = "emit-error";

    /// <summary>A client saw a terminal state: run, status, result or a dash.</summary>
    public const string Outcome = "outcome";

    /// <summary>A client is about to cancel: run.</summary>
    public const string CancelSent = "cancel-sent";

    /// <summary>The cancellation was accepted: run.</summary>
    public const string CancelOk = "cancel-ok";

    /// <summary>A pass begins: run, workflow, limit key or a dash, attempt, pass, fence. One that was suspended enters again where it goes on.</summary>
    public const string Enter = "enter";

    /// <summary>The pass has ended: run, workflow, pass, and one of <c>returned</c>, <c>threw</c>, <c>suspended</c>, <c>token</c>.</summary>
    public const string Leave = "leave";

    /// <summary>A step's body begins: run, step, pass, execution.</summary>
    public const string Start = "start";

    /// <summary>A step has answered, from its body or from the store: run, step, pass, execution.</summary>
    public const string Seen = "seen";

    /// <summary>Of a run that has ended a step's result is stored: run, step, execution.</summary>
    public const string Stored = "stored";

    /// <summary>A run of a schedule begins: schedule, the instant in Unix milliseconds, run.</summary>
    public const string Tick = "tick";

    /// <summary>A parent has learnt of its child: parent, child.</summary>
    public const string Child = "child";

    /// <summary>The history of a schedule holds: schedule, the instant in Unix milliseconds, outcome, run or a dash, how many entries of that instant.</summary>
    public const string Record = "record";

    /// <summary>The slots of a workflow in a partition at an instant: workflow, running runs, slots, slots counted by key, most of one key, partition.</summary>
    public const string Slots = "slots";

    /// <summary>A slot was held by a run that neither runs nor is ready: workflow, run.</summary>
    public const string Leaked = "leaked";

    /// <summary>A queued run was neither in its queue nor in a backlog: workflow, run.</summary>
    public const string Stranded = "stranded";

    /// <summary>A run had ended and was to be kept for ever: workflow, run.</summary>
    public const string Kept = "kept";

    /// <summary>A run waited for a child that had ended, and nothing was on its way: workflow, run.</summary>
    public const string Stuck = "stuck";

    /// <summary>At the end, with nothing left to do, a run had not ended: run, status.</summary>
    public const string Unfinished = "unfinished";

    /// <summary>At the end, after all retention, a key was there: key.</summary>
    public const string Left = "left";

    /// <summary>At the end, a schedule had dealt with all instants before: schedule, the instant in Unix milliseconds.</summary>
    public const string TickedUntil = "ticked-until";

    /// <summary>A client got an error that is not documented: type, message.</summary>
    public const string Unexpected = "unexpected";

    /// <summary>The driver has injected a fault: kind, process or a dash, detail or a dash.</summary>
    public const string Fault = "fault";

    /// <summary>The fault is over: kind, process or a dash.</summary>
    public const string Heal = "heal";

    /// <summary>The machine itself was late: by so many ticks of the ledger's clock, until now.</summary>
    public const string Late = "late";

    /// <summary>The process is up: role.</summary>
    public const string Ready = "ready";

    /// <summary>The process has stopped by itself: role.</summary>
    public const string Stopped = "stopped";
}
