namespace Redflow.Execution;

/// <content>The steps that its handler has come to.</content>
internal sealed partial class Pass
{
    /// <summary>The names that steps have taken, and whether their bodies are running.</summary>
    private Dictionary<string, bool>? _steps;

    private Dictionary<object, string>? _failures;
    private int _position;

    /// <summary>The steps whose bodies are running.</summary>
    public IReadOnlyList<string> RunningSteps
    {
        get
        {
            lock (_gate)
            {
                return _steps?.ContainsValue(true) is not true ? [] : [.. _steps.Where(step => step.Value).Select(step => step.Key).Order(StringComparer.Ordinal)];
            }
        }
    }

    /// <summary>Takes a step's name, unique in a pass, and returns the step's position.</summary>
    public bool TryTakeName(string name, out int position)
    {
        position = TakePosition();
        lock (_gate)
        {
            return (_steps ??= new(StringComparer.Ordinal)).TryAdd(name, false);
        }
    }

    /// <summary>Lets all names be taken again.</summary>
    public void FreeNames()
    {
        lock (_gate)
        {
            _steps?.Clear();
        }
    }

    /// <summary>Returns the position of the next step.</summary>
    public int TakePosition() => Interlocked.Increment(ref _position);

    /// <summary>Ends a step that goes on in another pass: returns a task that never completes.</summary>
    public Task<T> LeaveStep<T>(string step)
    {
        Mark(step, isRunning: false);
        Activities.Leave();
        return Never<T>();
    }

    /// <summary>Notes which step an exception came from.</summary>
    public void Fail(string? step, Exception exception)
    {
        if (step is null)
        {
            return;
        }

        lock (_gate)
        {
            (_failures ??= new(ReferenceEqualityComparer.Instance)).TryAdd(exception, step);
        }
    }

    /// <summary>The step that an exception came from; null for none.</summary>
    public string? StepOf(Exception exception)
    {
        lock (_gate)
        {
            return _failures?.GetValueOrDefault(exception);
        }
    }

    /// <summary>
    /// Does what the handler awaits, as an activity that ends when the code that its end releases has run up to its next await. In a pass that was given
    /// up it does nothing, and never ends.
    /// </summary>
    /// <param name="step">The step that is done; null for none.</param>
    /// <param name="work">The work.</param>
    /// <param name="state">What the work is given.</param>
    public Task<T> BeginAsync<TState, T>(string? step, Func<TState, Task<T>> work, TState state)
    {
        if (!Activities.TryEnter())
        {
            return Never<T>();
        }

        var completion = new TaskCompletionSource<T>();
        Mark(step, isRunning: true);
        _ = CompleteAsync(step, work, state, completion);
        return completion.Task;
    }

    /// <inheritdoc cref="BeginAsync{TState, T}"/>
    public Task<T> BeginAsync<T>(string? step, Func<Task<T>> work) => BeginAsync(step, static work => work(), work);

    private async Task CompleteAsync<TState, T>(string? step, Func<TState, Task<T>> work, TState state, TaskCompletionSource<T> completion)
    {
        try
        {
            var result = await work(state).ConfigureAwait(false);
            Mark(step, isRunning: false);
            Activities.Run(static end => end.completion.TrySetResult(end.result), (completion, result));
        }
        catch (Exception exception)
        {
            Mark(step, isRunning: false);
            Fail(step, exception);
            Activities.Run(static end => end.completion.TrySetException(end.exception), (completion, exception));
        }
        finally
        {
            Activities.Leave();
        }
    }

    private void Mark(string? step, bool isRunning)
    {
        if (step is not null)
        {
            lock (_gate)
            {
                (_steps ??= new(StringComparer.Ordinal))[step] = isRunning;
            }
        }
    }
}
