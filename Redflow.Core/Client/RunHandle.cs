using System.Runtime.CompilerServices;
using Redflow.Runs;
using Redflow.Steps;

namespace Redflow.Client;

/// <summary>An emitted run.</summary>
/// <typeparam name="TOutput">The workflow's output.</typeparam>
public sealed class RunHandle<TOutput>
{
    private static readonly TimeSpan LookInterval = TimeSpan.FromMilliseconds(500);

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
    /// <param name="timeout">How long to wait, 0 or more; null waits until the token is canceled. The run goes on either way.</param>
    /// <param name="cancellationToken">Stops the waiting, not the run.</param>
    /// <exception cref="WorkflowFailedException">The run failed.</exception>
    /// <exception cref="RunCanceledException">The run was canceled.</exception>
    /// <exception cref="RedflowTimeoutException">It has not ended in time.</exception>
    /// <exception cref="RunNotFoundException">There is no such run, or its retention is over.</exception>
    /// <exception cref="System.Text.Json.JsonException">The output does not fit <typeparamref name="TOutput"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The time-out is less than 0.</exception>
    public async Task<TOutput> GetResultAsync(TimeSpan? timeout = null, CancellationToken cancellationToken = default)
    {
        if (timeout < TimeSpan.Zero && timeout != Timeout.InfiniteTimeSpan)
        {
            throw new ArgumentOutOfRangeException(nameof(timeout), timeout, "A time-out is 0 or more, or null to wait for ever.");
        }

        var outcome = await _client.WaitForRunAsync(Id, timeout ?? Timeout.InfiniteTimeSpan, cancellationToken).ConfigureAwait(false);
        return outcome switch
        {
            RunOutcome.Succeeded succeeded => _client.Payloads.Read<TOutput>(succeeded.Output.Utf8.Span)!,
            RunOutcome.Failed failed => throw new WorkflowFailedException(Id, failed.Error),
            RunOutcome.Canceled canceled => throw new RunCanceledException(Id, canceled.Reason),
            _ => throw new RedflowTimeoutException($"Run '{Id}' has not ended within {timeout}. It goes on; ask again."),
        };
    }

    /// <summary>Watches the run: as it is now, then after each change of its status, attempt, steps, progress or own status, up to its end.</summary>
    /// <param name="cancellationToken">Stops the watching, not the run.</param>
    /// <exception cref="RunNotFoundException">There is no such run.</exception>
    /// <remarks>It looks twice a second, and at once when the run ends; what changes twice in between is seen once.</remarks>
    public async IAsyncEnumerable<RunUpdate> WatchAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        RunUpdate? last = null;
        while (true)
        {
            var update = await ReadAsync(cancellationToken).ConfigureAwait(false);
            if (last is null || Changes(last, update))
            {
                yield return last = update;
            }

            if (update.Run.Status.IsTerminal())
            {
                yield break;
            }

            await _client.WaitForRunAsync(Id, LookInterval, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Gives the run a signal.</summary>
    /// <inheritdoc cref="RedflowClient.SignalRunAsync{T}"/>
    public Task<SignalResult> SignalAsync<T>(string name, T payload, Guid? signalId = null, CancellationToken cancellationToken = default) =>
        _client.SignalRunAsync(Id, name, payload, signalId, cancellationToken);

    /// <summary>Cancels the run.</summary>
    /// <inheritdoc cref="RedflowClient.CancelRunAsync"/>
    public Task<CancelResult> CancelAsync(string? reason = null, CancellationToken cancellationToken = default) =>
        _client.CancelRunAsync(Id, reason, cancellationToken);

    /// <summary>The run before its steps: those of one that has ended do not change any more.</summary>
    private async Task<RunUpdate> ReadAsync(CancellationToken cancellationToken) => new(
        await _client.GetRunAsync(Id, cancellationToken).ConfigureAwait(false),
        await _client.GetRunStepsAsync(Id, cancellationToken).ConfigureAwait(false));

    private static bool Changes(RunUpdate before, RunUpdate after) =>
        before.Run.Status != after.Run.Status
        || before.Run.Attempt != after.Run.Attempt
        || before.Run.Progress != after.Run.Progress
        || before.Run.CustomStatus?.ToString() != after.Run.CustomStatus?.ToString()
        || !before.Steps.Select(Stage).SequenceEqual(after.Steps.Select(Stage));

    private static (string Name, StepStatus Status, DateTimeOffset? FinishedAt) Stage(StepRecord step) => (step.Name, step.Status, step.FinishedAt);
}
