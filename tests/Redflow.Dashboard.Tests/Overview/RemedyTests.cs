using Redflow.Dashboard.Overview;
using Redflow.Storage;

namespace Redflow.Dashboard.Tests.Overview;

public sealed class RemedyTests
{
    public static TheoryData<StoreFinding, string?> Findings => new()
    {
        { new StoreFinding.MayEvict("allkeys-lru", 100), "redis-cli CONFIG SET maxmemory-policy noeviction" },
        { new StoreFinding.NotPersistent(), "redis-cli CONFIG SET appendonly yes" },
        { new StoreFinding.NearlyFull(95, 100), "redis-cli CONFIG SET maxmemory 200" },
        { new StoreFinding.ScriptsNotAtomic(), "garnet-server --lua --lua-transaction-mode" },
        { new StoreFinding.TooOld("6.2"), null },
        { new StoreFinding.ClockApart(TimeSpan.FromMinutes(1)), null },
        { new StoreFinding.NotChecked("the clock", "no permission"), null },
    };

    [Theory]
    [MemberData(nameof(Findings))]
    public void Finding_that_a_command_mends_has_it(StoreFinding finding, string? command) => Assert.Equal(command, Remedy.Of(finding));
}
