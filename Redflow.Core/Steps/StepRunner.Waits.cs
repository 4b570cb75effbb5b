using Redflow.Execution;
using Redflow.Storage;
using Redflow.Workflows;

namespace Redflow.Steps;

/// <content>What suspends the run: it leaves its worker and holds nothing but its place in Redis until what it waits for has come.</content>
public sealed partial class StepRunner
{
    /// <summary>Sleeps durably: the run leaves its worker, holding nothing but its place in Redis, and comes back when the time is over.</summary>
    /// <param name="name">The step's name, unique in the run.</param>
    /// <param name="duration">How long, from when the handler first gets here, by Redis's clock; up to 10 years.</param>
    /// <remarks>
    /// The pass ends here: no catch or finally around this call runs, and the next pass starts from the top. Steps that run in parallel
    /// are awaited first; anything else that the handler awaits meanwhile is not, and its code does not go on past its next step. Waits that are begun
    /// without an await in between are stored together; behind a <c>ConfigureAwait(false)</c> on something other than a step, and on tasks that
    /// the handler has started, that is so for waits that are begun within 50 ms of each other.
    /// </remarks>
    public Task SleepAsync(string name, TimeSpan duration)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(duration, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(duration, WaitLimits.Longest);
        return SleepAsync(name, position => new StepWait.Sleep(name, position, duration));
    }

    /// <summary>Sleeps durably until a time, by Redis's clock; one that has passed means not at all.</summary>
    /// <param name="name">The step's name, unique in the run.</param>
    /// <param name="until">When, up to the year 9000.</param>
    /// <inheritdoc cref="SleepAsync(string, TimeSpan)"/>
    public Task SleepUntilAsync(string name, DateTimeOffset until)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(until, Client.EmitOptions.MaxRunAt);
        return SleepAsync(name, position => new StepWait.SleepUntil(name, position, until));
    }

    /// <summary>Waits for an event of this name and correlation key, and returns what it carries.</summary>
    /// <param name="name">The step's name, unique in the run.</param>
    /// <param name="eventName">The event's name.</param>
    /// <param name="correlationKey">Its correlation key; null for an event without one.</param>
    /// <param name="options">How long to look back, and how long to wait.</param>
    /// <exception cref="WaitTimeoutException">None came in time.</exception>
    /// <exception cref="StepResultException">What it carries does not fit <typeparamref name="T"/>.</exception>
    /// <remarks>The run is suspended, as by <see cref="SleepAsync(string, TimeSpan)"/>. An event ends every wait for its name and key.</remarks>
    public Task<T> WaitForEventAsync<T>(string name, string eventName, string? correlationKey = null, EventWaitOptions? options = null)
    {
        Names.CheckLabel(nameof(eventName), eventName);
        Names.CheckLabel(nameof(correlationKey), correlationKey ?? "-");
        options ??= new();
        options.Validate();
        return Overridden<T>(name) ?? (TryAnswer<T>(name, StepKind.Wait, out var position, out var answer)
            ? answer
            : Suspend<T>(new StepWait.ForEvent(name, position, eventName, correlationKey, options.LookBack, options.Timeout)));
    }

    /// <summary>Waits for a signal to this run, and returns what it carries; one that came before is taken at once.</summary>
    /// <param name="name">The step's name, unique in the run.</param>
    /// <param name="signal">The signal's name. Each signal ends one wait: the first one's that asks for its name.</param>
    /// <param name="timeout">How long to wait, up to 10 years, by Redis's clock; null for as long as it takes.</param>
    /// <exception cref="WaitTimeoutException">None came in time.</exception>
    /// <exception cref="StepResultException">What it carries does not fit <typeparamref name="T"/>.</exception>
    /// <remarks>The run is suspended, as by <see cref="SleepAsync(string, TimeSpan)"/>.</remarks>
    public Task<T> WaitForSignalAsync<T>(string name, string signal, TimeSpan? timeout = null)
    {
        Names.CheckLabel(nameof(signal), signal);
        WaitLimits.Check(timeout);
        return Overridden<T>(name) ?? (TryAnswer<T>(name, StepKind.Wait, out var position, out var answer)
            ? answer
            : Suspend<T>(new StepWait.ForSignal(name, position, signal, timeout)));
    }

    /// <summary>Emits a child and waits for its end, holding no worker and no slot.</summary>
    /// <param name="name">The step's name, unique in the run.</param>
    /// <param name="workflow">The child's workflow.</param>
    /// <param name="input">Its input.</param>
    /// <param name="options">When and how.</param>
    /// <returns>The child's output.</returns>
    /// <exception cref="ChildWorkflowFailedException">The child failed, was canceled or could not be emitted.</exception>
    /// <exception cref="WaitTimeoutException">The child has not ended in time; it goes on.</exception>
    /// <remarks>Exactly one child, also when the worker is lost in between. A taken idempotency key waits for the run that has it.</remarks>
    public Task<TOutput> RunWorkflowAsync<TInput, TOutput>(
        string name, WorkflowRef<TInput, TOutput> workflow, TInput input, ChildOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(workflow);
        return RunChildAsync<TInput, TOutput>(name, workflow.Name, input, options ?? new());
    }

    /// <inheritdoc cref="RunWorkflowAsync{TInput, TOutput}(string, WorkflowRef{TInput, TOutput}, TInput, ChildOptions?)"/>
    public Task<TOutput> RunWorkflowAsync<TOutput>(string name, string workflow, object? input, ChildOptions? options = null) =>
        RunChildAsync<object?, TOutput>(name, workflow, input, options ?? new());

    private Task<TOutput> RunChildAsync<TInput, TOutput>(string name, string workflow, TInput input, ChildOptions options)
    {
        WaitLimits.Check(options.WaitTimeout);
        if (Overridden<TOutput>(name) is { } overridden)
        {
            return overridden;
        }

        if (TryAnswer<TOutput>(name, StepKind.Wait, out var position, out var answer))
        {
            return answer;
        }

        if (_pass.Claimed.Waits.ContainsKey(name))
        {
            return Suspend<TOutput>(new StepWait.Kept(name, position));
        }

        return _pass.BeginAsync(name, async () =>
        {
            var child = await DescribeAsync(name, workflow, input, options).ConfigureAwait(false);
            _pass.Activities.Wait(new StepWait.ForChild(name, position, child, options.WaitTimeout));
            return await _pass.LeaveStep<TOutput>(name).ConfigureAwait(false);
        });
    }

    private Task<NewRun> DescribeAsync<TInput>(string name, string workflow, TInput input, ChildOptions options) => _pass.PersistAsync(
        () => _services.Runs.DescribeAsync(
            workflow, input, options, new(_pass.Claimed.Id, name, options.OnParentClosed), _pass.Claimed.EarlierAttempts, _pass.CancellationToken));

    private Task<object?> SleepAsync(string name, Func<int, StepWait> wait) =>
        Overridden<object?>(name)
        ?? (TryAnswer<object?>(name, StepKind.Sleep, out var position, out var answer) ? answer : Suspend<object?>(wait(position)));

    /// <summary>What a test puts in the place of a wait is a step of work; null when it is not overridden.</summary>
    private Task<T>? Overridden<T>(string name) => _services.Overrides?.Find<T>(name) is { } body ? RunAsync(name, body) : null;

    private Task<T> Suspend<T>(StepWait wait)
    {
        _pass.CancellationToken.ThrowIfCancellationRequested();
        _pass.Activities.Wait(_pass.Claimed.Waits.ContainsKey(wait.Step) ? new StepWait.Kept(wait.Step, wait.Position) : wait);
        return Pass.Never<T>();
    }
}
