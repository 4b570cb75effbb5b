namespace Redflow.Runs;

/// <summary>What an emit does whose idempotency key is taken.</summary>
public enum KeyReuse
{
    /// <summary>It returns the run that has the key.</summary>
    ReturnExisting,

    /// <summary>It creates a run if the one that has the key failed or was canceled, and returns that one otherwise.</summary>
    AfterFailure,

    /// <summary>It is refused with <see cref="IdempotencyKeyTakenException"/>.</summary>
    Reject,
}
