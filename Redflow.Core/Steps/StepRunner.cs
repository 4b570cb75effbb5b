using System.Text.Json;
using Redflow.Execution;
using Redflow.Payloads;
using Redflow.Runs;
using Redflow.Storage;
using Redflow.Telemetry;

namespace Redflow.Steps;

/// <summary>The durable steps of a run.</summary>
public sealed partial class StepRunner
{
    /// <summary>The longest name of a step, in characters.</summary>
    public const int MaxNameLength = 256;

    private static readonly StepOptions DefaultOptions = new();

    private readonly Pass _pass;
    private readonly StepServices _services;
    private readonly Replay? _replay;

    internal StepRunner(Pass pass, StepServices services, Replay? replay = null) => (_pass, _services, _replay) = (pass, services, replay);

    /// <summary>
    /// The key of the step in whose body this is read: the same for every try at it, for outside systems that do a thing once for each key.
    /// </summary>
    /// <exception cref="InvalidOperationException">It is read outside the body of a step.</exception>
    public string IdempotencyKey => StepContext.Current is { } step && step.Run.Id == _pass.Claimed.Id
        ? step.IdempotencyKey
        : throw new InvalidOperationException("IdempotencyKey is that of a step: read it in the step's body.");

    internal static string? CurrentName => StepContext.Current?.Name;

    /// <summary>Runs a step once: its result is stored, and every later pass of this run returns what was stored.</summary>
    /// <param name="name">The step's name, unique in the run, 1 to 256 characters without control characters.</param>
    /// <param name="body">The work. Its token fires when the pass is canceled or the step's time-out is over.</param>
    /// <param name="options">How to run it.</param>
    /// <returns>The result, as it was stored: what JSON does not carry is lost in the first pass too.</returns>
    /// <exception cref="StepTimeoutException">It took longer than its time-out. A body that ignores its token is left behind.</exception>
    /// <exception cref="DuplicateStepException">The name was used before in this pass.</exception>
    /// <exception cref="NestedStepException">It is begun inside the body of another step.</exception>
    /// <exception cref="StepResultException">The stored result does not fit <typeparamref name="T"/>.</exception>
    /// <exception cref="OperationCanceledException">The pass was canceled before the step began.</exception>
    /// <remarks>
    /// The result is committed at most once, before the handler sees it. A crash between the work and the commit makes the work run
    /// again: at least once. What the body throws reaches the handler once its tries are used up; unless caught, it fails the attempt.
    /// A failure is not kept: each later pass, also one after a wait, tries the step anew.
    /// </remarks>
    [System.Runtime.CompilerServices.OverloadResolutionPriority(1)]
    public Task<T> RunAsync<T>(string name, Func<CancellationToken, Task<T>> body, StepOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(body);
        return RunAsync<T>(name, body.InvokeIn, options);
    }

    /// <summary>Runs a step that has no result.</summary>
    /// <inheritdoc cref="RunAsync{T}(string, Func{CancellationToken, Task{T}}, StepOptions?)"/>
    [System.Runtime.CompilerServices.OverloadResolutionPriority(1)]
    public Task RunAsync(string name, Func<CancellationToken, Task> body, StepOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(body);
        return RunAsync(name, body.InvokeIn, options);
    }

    /// <summary>Runs a step whose body is told which try it is, and its idempotency key.</summary>
    /// <inheritdoc cref="RunAsync{T}(string, Func{CancellationToken, Task{T}}, StepOptions?)"/>
    public Task<T> RunAsync<T>(string name, Func<StepContext, Task<T>> body, StepOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(body);
        options?.Validate();
        if (TryAnswer<T>(name, StepKind.Work, out var position, out var answer))
        {
            return answer;
        }

        _pass.CancellationToken.ThrowIfCancellationRequested();
        return _pass.BeginAsync(
            name,
            static run => run.Runner.RunBodyAsync(run.Body),
            (Runner: this, Body: new StepBody<T>(_pass, _services, new(name, position, options ?? DefaultOptions), _services.Overrides?.Find<T>(name) ?? body)));
    }

    /// <summary>Runs a step that has no result, whose body is told which try it is, and its idempotency key.</summary>
    /// <inheritdoc cref="RunAsync{T}(string, Func{CancellationToken, Task{T}}, StepOptions?)"/>
    public Task RunAsync(string name, Func<StepContext, Task> body, StepOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(body);
        return RunAsync<object?>(name, async step =>
        {
            await body(step).ConfigureAwait(false);
            return null;
        }, options);
    }

    private async Task<T> RunBodyAsync<T>(StepBody<T> body)
    {
        if (!await _pass.StoreCompensableAsync().ConfigureAwait(false))
        {
            return await _pass.Abandon<T>().ConfigureAwait(false);
        }

        using var span = RunSpans.StartStep(_pass, body.Step);
        var started = _pass.Time.GetTimestamp();
        var tries = TriesAt(body.Step);
        if (tries?.Left is { } left)
        {
            return await WaitForTry<T>(tries, left).ConfigureAwait(false);
        }

        byte[] result;
        try
        {
            var returned = await (tries is null ? body.RunAsync(attempt: 1) : tries.RunAsync(body.RunAsync)).ConfigureAwait(false);
            result = _services.Payloads.WriteStepResult(body.Step.Name, returned);
        }
        catch (Exception exception) when (!(exception is OperationCanceledException && _pass.CancellationToken.IsCancellationRequested))
        {
            span?.Fail(exception);
            if (!await CommitFailureAsync(body.Step, started, exception).ConfigureAwait(false))
            {
                return await _pass.Abandon<T>().ConfigureAwait(false);
            }

            RunMetrics.StepEnded(_pass, started, succeeded: false);
            if (tries?.NextIn is { } delay)
            {
                return await WaitForTry<T>(tries, delay).ConfigureAwait(false);
            }

            throw;
        }

        if (!await CommitAsync(body.Step, StepStatus.Succeeded, started, result).ConfigureAwait(false))
        {
            return await _pass.Abandon<T>().ConfigureAwait(false);
        }

        RunMetrics.StepEnded(_pass, started, succeeded: true);
        return Read<T>(body.Step.Name, result);
    }

    /// <returns>Null for a step that is tried once.</returns>
    private StepTries? TriesAt(StepCall step) => step.Options.Retry is { } retry
        ? new(_pass, step.Name, retry, _services.Random, _services.Overrides is null ? StepRetry.LongestInProcess : TimeSpan.Zero)
        : null;

    /// <summary>Lets the run leave its worker until the next try.</summary>
    private async Task<T> WaitForTry<T>(StepTries tries, TimeSpan delay)
    {
        // The wait is stored once no step is running: this one has to be seen to stop first.
        _pass.Activities.Wait(new StepWait.Sleep(tries.WaitName, _pass.TakePosition(), delay));
        return await _pass.LeaveStep<T>(tries.Step).ConfigureAwait(false);
    }

    private Task<bool> CommitFailureAsync(StepCall step, long started, Exception exception) =>
        CommitAsync(step, StepStatus.Failed, started, PayloadJson.Write(RunError.From(exception) with { Step = step.Name }));

    private Task<bool> CommitAsync(
        StepCall step, StepStatus status, long started, byte[] payload, params IReadOnlyList<StepEffect> effects) => _pass.CommitAsync(
        new(
            _pass.Claimed.Id,
            _pass.Claimed.Fence,
            step.Name,
            status,
            step.Position,
            _pass.Claimed.Attempt,
            _pass.Time.GetElapsedTime(started),
            payload)
        {
            Effects = effects,
        });

    private T Read<T>(string name, ReadOnlySpan<byte> stored)
    {
        try
        {
            return _services.Payloads.Read<T>(stored)!;
        }
        catch (Exception exception) when (exception is JsonException or NotSupportedException)
        {
            throw new StepResultException(name, typeof(T), exception);
        }
    }

    private enum StepKind
    {
        Work,
        Sleep,
        Wait,
    }
}
