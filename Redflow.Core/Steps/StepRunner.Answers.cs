using System.Diagnostics.CodeAnalysis;
using Redflow.Execution;

namespace Redflow.Steps;

/// <content>What earlier passes have stored of a step answers for it.</content>
public sealed partial class StepRunner
{
    /// <summary>Checks a step's name, and answers with what an earlier pass has stored of it.</summary>
    /// <returns>False when the step is still to be done, or to be waited for.</returns>
    private bool TryAnswer<T>(string name, StepKind kind, out int position, [NotNullWhen(true)] out Task<T>? answer)
    {
        position = 0;
        if (StepContext.Current is { } outer)
        {
            throw new NestedStepException(name, outer.Name);
        }

        if (_pass.Activities.IsGivenUp && _replay is null)
        {
            answer = Pass.Never<T>();
            return true;
        }

        _pass.Activities.Linger();
        position = TakeName(name);
        if (TryFind<T>(name, kind) is { } stored)
        {
            _pass.See(name);
            if (stored.Exception?.InnerException is { } exception)
            {
                _pass.Fail(name, exception);
            }

            answer = stored;
            return true;
        }

        answer = _replay?.Stop<T>();
        return answer is not null;
    }

    private Task<T>? TryFind<T>(string name, StepKind kind)
    {
        try
        {
            return FindStored<T>(name, kind);
        }
        catch (Exception exception)
        {
            _pass.Fail(name, exception);
            throw;
        }
    }

    private Task<T>? FindStored<T>(string name, StepKind kind)
    {
        var claimed = _pass.Claimed;
        if (claimed.Steps.TryGetValue(name, out var result))
        {
            return kind == StepKind.Sleep
                ? throw new StepChangedException(name, "a step with a stored result", "a sleep")
                : Task.FromResult(Read<T>(name, result.Span));
        }

        if (claimed.FailedSteps.TryGetValue(name, out var error))
        {
            return Task.FromException<T>(new ChildWorkflowFailedException(name, error.Child, error));
        }

        if (claimed.Waits.TryGetValue(name, out var left))
        {
            return kind switch
            {
                StepKind.Work => throw new StepChangedException(name, "a wait", "a step of work"),
                _ when left > TimeSpan.Zero => null,
                StepKind.Sleep => Task.FromResult<T>(default!),
                _ => Task.FromException<T>(new WaitTimeoutException(name)),
            };
        }

        return _replay is not null && claimed.FailedAttempts.TryGetValue(name, out var failure)
            ? Task.FromException<T>(new StepFailedException(name, failure))
            : null;
    }

    private int TakeName(string name)
    {
        if (!Names.IsLabel(name, MaxNameLength))
        {
            throw new ArgumentException($"A step's name takes 1 to {MaxNameLength} characters without control characters.", nameof(name));
        }

        if (StepTries.IsWaitName(name))
        {
            throw new ArgumentException($"A step's name can't end like '{name}': so are called the waits between the tries at a step.", nameof(name));
        }

        if (_pass.TryTakeName(name, out var position))
        {
            return position;
        }

        var duplicate = new DuplicateStepException(name);
        _pass.Fail(name, duplicate);
        throw duplicate;
    }
}
