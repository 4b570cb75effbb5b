using Redflow.Runs;

namespace Redflow.Storage;

/// <summary>What an emit came to.</summary>
public abstract record EmitReply
{
    private EmitReply()
    {
    }

    /// <summary>The run was created.</summary>
    /// <param name="CreatedAt">When, by the store's clock.</param>
    /// <param name="Queue">The queue that it is taken from.</param>
    public sealed record Emitted(DateTimeOffset CreatedAt, string Queue) : EmitReply
    {
        /// <summary>Makes the run as it was stored: what a read finds until it is claimed, or else changed.</summary>
        /// <param name="run">What was emitted.</param>
        internal Run ToRun(NewRun run)
        {
            var due = run.DueFrom(CreatedAt);
            var isLater = due > CreatedAt;
            return new()
            {
                Id = run.Id,
                Workflow = run.Workflow,
                Queue = Queue,
                Status = isLater ? RunStatus.Scheduled : RunStatus.Queued,
                Attempt = 1,
                Crashes = 0,
                Priority = run.Priority,
                CreatedAt = CreatedAt,
                DueAt = isLater ? due : null,
                IdempotencyKey = NullIfEmpty(run.IdempotencyKey),
                Tags = run.Tags,
                LimitKey = NullIfEmpty(run.LimitKey),
                Parent = run.Parent?.Run,
                ParentStep = run.Parent?.Step,
                Input = new(run.Input),
                TraceParent = NullIfEmpty(run.TraceParent),
            };
        }

        private static string? NullIfEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;
    }

    /// <summary>The run existed: this is the same emit sent again, and its run may be in any state by now.</summary>
    public sealed record SentAgain : EmitReply;

    /// <summary>The idempotency key is taken by this run; nothing was created.</summary>
    public sealed record Existing(RunId Id) : EmitReply;

    /// <summary>The idempotency key is taken by this run, and the emit was to be refused then; nothing was created.</summary>
    public sealed record KeyTaken(RunId Id) : EmitReply;

    /// <summary>The queue has as many runs as it takes; nothing was created.</summary>
    public sealed record QueueFull : EmitReply;

    /// <summary>No worker has registered the workflow; nothing was created.</summary>
    public sealed record UnknownWorkflow : EmitReply;
}
