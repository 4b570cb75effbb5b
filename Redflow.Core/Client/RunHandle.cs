using Redflow.Runs;

namespace Redflow.Client;

/// <summary>An emitted run.</summary>
/// <typeparam name="TOutput">The workflow's output.</typeparam>
public sealed class RunHandle<TOutput>
{
    private readonly RedflowClient _client;

    internal RunHandle(RedflowClient client, RunId id, bool alreadyExisted)
    {
        _client = client;
        Id = id;
        AlreadyExisted = alreadyExisted;
    }

    /// <summary>The run's id.</summary>
    public RunId Id { get; }

    /// <summary>Whether the idempotency key was taken: this is the run that has it, and the emit created none.</summary>
    public bool AlreadyExisted { get; }

    /// <summary>Reads the run as it is now.</summary>
    /// <exception cref="RunNotFoundException">Its retention is over.</exception>
    public Task<Run> GetStateAsync(CancellationToken cancellationToken = default) => _client.GetRunAsync(Id, cancellationToken);

    /// <summary>Waits for the run's end and returns its output. Notified, not polled.</summary>
    /// <param name="timeout">How long to wait; null waits until the token is canceled. The run goes on either way.</param>
    /// <param name="cancellationToken">Stops the waiting, not the run.</param>
    /// <exception cref="WorkflowFailedException">The run failed.</exception>
    /// <exception cref="RunCanceledException">The run was canceled.</exception>
    /// <exception cref="RedflowTimeoutException">It has not ended in time.</exception>
    public async Task<TOutput> GetResultAsync(TimeSpan? timeout = null, CancellationToken cancellationToken = default)
    {
        var outcome = await _client.WaitForRunAsync(Id, timeout ?? Timeout.InfiniteTimeSpan, cancellationToken).ConfigureAwait(false);
        return outcome switch
        {
            RunOutcome.Succeeded succeeded => _client.Payloads.Read<TOutput>(succeeded.Output.Utf8.Span)!,
            RunOutcome.Failed failed => throw new WorkflowFailedException(Id, failed.Error),
            RunOutcome.Canceled canceled => throw new RunCanceledException(Id, canceled.Reason),
            _ => throw new RedflowTimeoutException($"Run '{Id}' has not ended within {timeout}. It goes on; ask again."),
        };
    }

    /// <summary>Cancels the run.</summary>
    /// <inheritdoc cref="RedflowClient.CancelRunAsync"/>
    public Task<CancelResult> CancelAsync(string? reason = null, CancellationToken cancellationToken = default) =>
        _client.CancelRunAsync(Id, reason, cancellationToken);
}
