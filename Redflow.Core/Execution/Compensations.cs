using Redflow.Steps;

namespace Redflow.Execution;

/// <summary>How to undo what a run has done, in the order in which the handler said it.</summary>
internal sealed class Compensations
{
    /// <summary>What the names of their steps begin with.</summary>
    public const string Prefix = "undo ";

    private readonly Lock _gate = new();
    private readonly List<(string Step, Func<CancellationToken, Task> Undo, StepOptions? Options)> _compensations = [];

    /// <summary>Returns the name of the step that undoes what is called so.</summary>
    public static string StepOf(string name)
    {
        if (!Names.IsLabel(name, StepRunner.MaxNameLength - Prefix.Length))
        {
            throw new ArgumentException(
                $"A compensation's name takes 1 to {StepRunner.MaxNameLength - Prefix.Length} characters without control characters.", nameof(name));
        }

        return Prefix + name;
    }

    public void Add(string step, Func<CancellationToken, Task> undo, StepOptions? options)
    {
        lock (_gate)
        {
            _compensations.Add((step, undo, options));
        }
    }

    /// <summary>Undoes all, the last one first. Without ConfigureAwait: what goes on here is the handler's, in its lane.</summary>
    public async Task RunAsync(StepRunner steps)
    {
        foreach (var (step, undo, options) in Enumerable.Reverse(_compensations))
        {
            await steps.RunAsync(step, undo, options);
        }
    }
}
