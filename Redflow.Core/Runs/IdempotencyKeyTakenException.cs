namespace Redflow.Runs;

/// <summary>An emit with <see cref="KeyReuse.Reject"/> found its idempotency key taken; nothing was created.</summary>
public sealed class IdempotencyKeyTakenException(string workflow, string key, RunId holder)
    : RedflowException(
        $"The idempotency key '{key}' of workflow '{workflow}' is taken by run '{holder}'. Use another key, or a KeyReuse that allows it.")
{
    /// <summary>The run that has the key.</summary>
    public RunId Holder { get; } = holder;
}
