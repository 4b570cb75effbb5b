using Redflow.Payloads;
using Redflow.Storage;
using Redflow.Testing;

namespace Redflow.Core.Tests.Storage;

/// <summary>A fresh store behind codecs.</summary>
internal sealed class EncodedTestStore(TestStore test, IEnumerable<IPayloadCodec> codecs) : TestStore
{
    public IRedflowStore Behind => test.Store;

    public override IRedflowStore Store { get; } = new EncodedStore(test.Store, codecs);

    public override int AwaitedRuns => test.AwaitedRuns;

    public override ValueTask DisposeAsync() => test.DisposeAsync();

    protected override Task SetTimeAsync(DateTimeOffset now) => test.AdvanceAsync(now - test.Now);
}
