using Redflow.Storage;

namespace Redflow.Testing;

/// <summary>A fresh store, whose time the test moves.</summary>
public abstract class TestStore : IAsyncDisposable
{
    public static DateTimeOffset Start { get; } = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    public abstract IRedflowStore Store { get; }

    /// <summary>How many partitions it has.</summary>
    public virtual int Partitions => 1;

    /// <summary>For how many runs this process waits.</summary>
    public abstract int AwaitedRuns { get; }

    public DateTimeOffset Now { get; private set; } = Start;

    public Task InitializeAsync() => AdvanceAsync(TimeSpan.Zero);

    public Task AdvanceAsync(TimeSpan by)
    {
        Now += by;
        return SetTimeAsync(Now);
    }

    public abstract ValueTask DisposeAsync();

    protected abstract Task SetTimeAsync(DateTimeOffset now);
}
