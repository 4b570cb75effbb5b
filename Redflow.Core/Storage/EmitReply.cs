using Redflow.Runs;

namespace Redflow.Storage;

/// <summary>What an emit came to.</summary>
public abstract record EmitReply
{
    private EmitReply()
    {
    }

    /// <summary>The run exists now.</summary>
    public sealed record Emitted : EmitReply
    {
        internal static readonly Emitted Instance = new();
    }

    /// <summary>The idempotency key is taken by this run; nothing was created.</summary>
    public sealed record Existing(RunId Id) : EmitReply;

    /// <summary>The idempotency key is taken by this run, and the emit was to be refused then; nothing was created.</summary>
    public sealed record KeyTaken(RunId Id) : EmitReply;

    /// <summary>The queue has as many runs as it takes; nothing was created.</summary>
    public sealed record QueueFull : EmitReply;

    /// <summary>No worker has registered the workflow; nothing was created.</summary>
    public sealed record UnknownWorkflow : EmitReply;
}
