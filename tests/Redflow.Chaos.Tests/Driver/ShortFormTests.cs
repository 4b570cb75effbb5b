using System.Text.Json;
using Redflow.Chaos.Faults;
using Redflow.Chaos.Options;
using Redflow.Testing;
using Xunit.Abstractions;

namespace Redflow.Chaos.Tests.Driver;

/// <summary>All of it, for less than a minute: docs/how-to/chaos.md tells how to run it for longer.</summary>
[Collection(Fire.Name)]
public sealed class ShortFormTests(ITestOutputHelper output)
{
    // The kill of Redis has a kind for each way of syncing.
    private const string OfGarnet = "redis-kill";

    [SkippableFact]
    public async Task Under_every_kind_of_fault_every_guarantee_holds()
    {
        var missing = new RedisServer().SkipReason;
        Skip.If(missing is not null, missing);
        var json = Path.GetTempFileName();
        var (table, error) = (new StringWriter(), new StringWriter());

        var code = await ChaosCommand.RunAsync(["--seconds", "58", "--seed", "7", "--json", json], table, error);

        output.WriteLine($"{table}{error}");
        Assert.True(code == 0, $"{table}{error}");
        using var report = JsonDocument.Parse(await File.ReadAllTextAsync(json));
        File.Delete(json);
        var injected = report.RootElement.GetProperty("faults").EnumerateObject().Select(fault => fault.Name);
        Assert.Empty(FaultList.Names.Except(injected).Except([OfGarnet]));
        Assert.All(report.RootElement.GetProperty("invariants").EnumerateArray(), invariant =>
        {
            Assert.Equal(0, invariant.GetProperty("violations").GetInt32());
            Assert.NotEqual(0, invariant.GetProperty("checked").GetInt32());
        });
    }
}
