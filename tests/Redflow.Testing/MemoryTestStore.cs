using Redflow.Storage;
using Redflow.Storage.Memory;

namespace Redflow.Testing;

/// <summary>An in-memory store: all its time is the test's, that of retention and of time-outs too.</summary>
public sealed class MemoryTestStore : TestStore
{
    private readonly ManualTime _time = new(Start);
    private readonly MemoryStore _store;

    public MemoryTestStore() => _store = new(_time);

    public override IRedflowStore Store => _store;

    public override int AwaitedRuns => _store.AwaitedRuns;

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;

    protected override Task SetTimeAsync(DateTimeOffset now)
    {
        _time.Advance(now - _time.GetUtcNow());
        return Task.CompletedTask;
    }
}
