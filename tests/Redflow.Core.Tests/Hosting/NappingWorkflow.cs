using Redflow.Workflows;

namespace Redflow.Core.Tests.Hosting;

[Workflow("napping", Queue = "naps")]
public sealed class NappingWorkflow(Scoped scoped) : IWorkflow<int, int>
{
    public async Task<int> RunAsync(WorkflowContext<int> ctx)
    {
        await ctx.Step.SleepAsync("nap", TimeSpan.FromMilliseconds(1));
        return scoped.Echo(ctx.Input);
    }
}

public sealed class ScopeCounter
{
    private int _created;
    private int _disposed;

    public int Created => _created;

    public int Disposed => _disposed;

    public void Create() => Interlocked.Increment(ref _created);

    public void Dispose() => Interlocked.Increment(ref _disposed);
}

public sealed class Scoped : IDisposable
{
    private readonly ScopeCounter _counter;

    public Scoped(ScopeCounter counter)
    {
        _counter = counter;
        counter.Create();
    }

    public int Echo(int value) => _counter.Created > 0 ? value : 0;

    public void Dispose() => _counter.Dispose();
}
