using System.Diagnostics;
using System.Text.Json;
using Redflow.Execution;
using Redflow.Payloads;
using Redflow.Runs;
using Redflow.Storage;
using Redflow.Telemetry;

namespace Redflow.Steps;

/// <summary>The durable steps of a run.</summary>
public sealed class StepRunner
{
    /// <summary>The longest name of a step, in characters.</summary>
    public const int MaxNameLength = 256;

    private readonly Pass _pass;
    private readonly PayloadSerializer _payloads;

    internal StepRunner(Pass pass, PayloadSerializer payloads) => (_pass, _payloads) = (pass, payloads);

    /// <summary>Runs a step once: its result is stored, and every later pass of this run returns what was stored.</summary>
    /// <param name="name">The step's name, unique in the run, 1 to 256 characters without control characters.</param>
    /// <param name="body">The work. Its token fires when the pass is canceled or the step's time-out is over.</param>
    /// <param name="options">How to run it.</param>
    /// <returns>The result, as it was stored: what JSON does not carry is lost in the first pass too.</returns>
    /// <exception cref="StepTimeoutException">It took longer than its time-out. A body that ignores its token is left behind.</exception>
    /// <exception cref="DuplicateStepException">The name was used before in this pass.</exception>
    /// <exception cref="OperationCanceledException">The pass was canceled before the step began.</exception>
    /// <remarks>
    /// The result is committed at most once, before the handler sees it. A crash between the work and the commit makes the work run
    /// again: at least once. What the body throws reaches the handler; unless caught, it fails the attempt.
    /// </remarks>
    public Task<T> RunAsync<T>(string name, Func<CancellationToken, Task<T>> body, StepOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(body);
        if (_pass.IsGivenUp)
        {
            return Pass.Never<T>();
        }

        var position = TakeName(name);
        if (_pass.Claimed.Steps.TryGetValue(name, out var stored))
        {
            return Task.FromResult(Read<T>(name, stored.Span));
        }

        _pass.CancellationToken.ThrowIfCancellationRequested();
        return Start(() => RunBodyAsync(new(name, position, options?.Timeout), body));
    }

    /// <summary>Runs a step that has no result.</summary>
    /// <inheritdoc cref="RunAsync{T}(string, Func{CancellationToken, Task{T}}, StepOptions?)"/>
    public Task RunAsync(string name, Func<CancellationToken, Task> body, StepOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(body);
        return RunAsync<object?>(name, async ct =>
        {
            await body(ct).ConfigureAwait(false);
            return null;
        }, options);
    }

    /// <summary>Sleeps durably: the run leaves its worker, holding nothing but its place in Redis, and comes back when the time is over.</summary>
    /// <param name="name">The step's name, unique in the run.</param>
    /// <param name="duration">How long, from when the handler first gets here, by Redis's clock; up to 10 years.</param>
    /// <remarks>
    /// The pass ends here: no catch or finally around this call runs, and the next pass starts from the top. Steps that run in parallel
    /// are awaited first; anything else that the handler awaits meanwhile is not, and its code does not go on past its next step.
    /// </remarks>
    public Task SleepAsync(string name, TimeSpan duration)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(duration, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(duration, TimeSpan.FromDays(3650));
        if (_pass.IsGivenUp)
        {
            return Pass.Never<bool>();
        }

        var position = TakeName(name);
        if (_pass.Claimed.Steps.ContainsKey(name))
        {
            throw new NonRetriableException(
                $"'{name}' is a step with a stored result in this run, and now it is a sleep. Give the sleep a name of its own.");
        }

        var begun = _pass.Claimed.Waits.TryGetValue(name, out var left);
        if (begun && left <= TimeSpan.Zero)
        {
            return Task.CompletedTask;
        }

        _pass.CancellationToken.ThrowIfCancellationRequested();
        return _pass.Wait(new StepWait.Sleep(name, position, begun ? left : duration));
    }

    private int TakeName(string name)
    {
        if (!Names.IsLabel(name, MaxNameLength))
        {
            throw new ArgumentException($"A step's name takes 1 to {MaxNameLength} characters without control characters.", nameof(name));
        }

        return _pass.TryTakeName(name, out var position) ? position : throw new DuplicateStepException(name);
    }

    /// <summary>Counts the step as running until the code that awaits it has run up to its next await (see <see cref="Pass"/>).</summary>
    private Task<T> Start<T>(Func<Task<T>> step)
    {
        if (!_pass.TryEnter())
        {
            return Pass.Never<T>();
        }

        var completion = new TaskCompletionSource<T>();
        _ = CompleteAsync();
        return completion.Task;

        async Task CompleteAsync()
        {
            try
            {
                completion.SetResult(await step().ConfigureAwait(false));
            }
            catch (Exception exception)
            {
                completion.SetException(exception);
            }
            finally
            {
                _pass.Leave();
            }
        }
    }

    private async Task<T> RunBodyAsync<T>(StepCall step, Func<CancellationToken, Task<T>> body)
    {
        using var activity = RedflowTelemetry.StartStep(step.Name);
        var started = _pass.Time.GetTimestamp();
        byte[] result;
        try
        {
            result = _payloads.WriteStepResult(step.Name, await BodyAsync(step, body).ConfigureAwait(false));
        }
        catch (Exception exception) when (!(exception is OperationCanceledException && _pass.CancellationToken.IsCancellationRequested))
        {
            activity?.SetStatus(ActivityStatusCode.Error, exception.Message);
            if (!await CommitAsync(step, StepStatus.Failed, started, PayloadJson.Write(RunError.From(exception))).ConfigureAwait(false))
            {
                return await _pass.Abandon<T>().ConfigureAwait(false);
            }

            throw;
        }

        return await CommitAsync(step, StepStatus.Succeeded, started, result).ConfigureAwait(false)
            ? Read<T>(step.Name, result)
            : await _pass.Abandon<T>().ConfigureAwait(false);
    }

    private async Task<T> BodyAsync<T>(StepCall step, Func<CancellationToken, Task<T>> body)
    {
        if (step.Timeout is not { } timeout)
        {
            return await body(_pass.CancellationToken).ConfigureAwait(false);
        }

        using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(_pass.CancellationToken);
        var work = body(cancellation.Token);
        try
        {
            return await work.WaitAsync(timeout, _pass.Time).ConfigureAwait(false);
        }
        catch (TimeoutException) when (!work.IsCompleted)
        {
            await cancellation.CancelAsync().ConfigureAwait(false);
            throw new StepTimeoutException(step.Name, timeout);
        }
    }

    private async Task<bool> CommitAsync(StepCall step, StepStatus status, long started, byte[] payload)
    {
        var commit = new StepCommit(
            _pass.Run.Id,
            _pass.Claimed.Fence,
            step.Name,
            status,
            step.Position,
            _pass.Run.Attempt,
            _pass.Time.GetElapsedTime(started),
            payload);

        return await _pass.CommitAsync(commit).ConfigureAwait(false) == CommitReply.Committed;
    }

    private T Read<T>(string name, ReadOnlySpan<byte> stored)
    {
        try
        {
            return _payloads.Read<T>(stored)!;
        }
        catch (Exception exception) when (exception is JsonException or NotSupportedException)
        {
            throw new StepResultException(name, typeof(T), exception);
        }
    }

    private readonly record struct StepCall(string Name, int Position, TimeSpan? Timeout);
}
