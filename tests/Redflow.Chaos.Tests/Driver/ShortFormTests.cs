using System.Text.Json;
using Redflow.Chaos.Checks;
using Redflow.Chaos.Faults;
using Redflow.Chaos.Options;
using Redflow.Testing;
using Xunit.Abstractions;

namespace Redflow.Chaos.Tests.Driver;

/// <summary>All of it, for less than a minute: docs/how-to/chaos.md tells how to run it for longer, and which faults are left out where.</summary>
[Collection(Fire.Name)]
public sealed class ShortFormTests(ITestOutputHelper output)
{
    private static readonly string[] NotOfRedis = ["redis-kill", "cluster-failover"];
    private static readonly string[] NotOfCluster = ["redis-kill", "redis-kill-everysec", "redis-failover", "cut", "isolate", "delay", "lose-replies"];

    private static string? SkipReason => new RedisServer().SkipReason;

    [SkippableFact]
    public async Task Under_every_kind_of_fault_every_guarantee_holds()
    {
        Skip.If(SkipReason is not null, SkipReason);

        var (faults, invariants) = await RunAsync("--seconds", "58");

        Assert.Empty(FaultList.Names.Except(faults).Except(NotOfRedis));
        Assert.All(invariants, AssertHeld);
        Assert.All(invariants, AssertTried);
    }

    [SkippableFact]
    public async Task Under_every_kind_of_fault_of_a_cluster_every_guarantee_holds_over_its_partitions()
    {
        Skip.If(SkipReason is not null, SkipReason);

        var (faults, invariants) = await RunAsync("--seconds", "48", "--store", ChaosOptions.Cluster);

        Assert.Empty(FaultList.Names.Except(faults).Except(NotOfCluster));
        Assert.All(invariants, AssertHeld);
        Assert.All(invariants.Where(invariant => !IsTakeovers(invariant)), AssertTried);
    }

    private static void AssertHeld(JsonElement invariant) => Assert.Equal(0, invariant.GetProperty("violations").GetInt32());

    private static void AssertTried(JsonElement invariant) => Assert.NotEqual(0, invariant.GetProperty("checked").GetInt32());

    /// <summary>A killed worker may have had nothing to take over: three kills in the calm are few.</summary>
    private static bool IsTakeovers(JsonElement invariant) => invariant.GetProperty("name").GetString() == Invariants.Takeovers;

    /// <summary>Runs the program, which has to find nothing.</summary>
    /// <returns>The faults that were injected, and the invariants.</returns>
    private async Task<(IReadOnlyList<string> Faults, IReadOnlyList<JsonElement> Invariants)> RunAsync(params string[] options)
    {
        var json = Path.GetTempFileName();
        var (table, error) = (new StringWriter(), new StringWriter());
        var code = await ChaosCommand.RunAsync([.. options, "--seed", "7", "--json", json], table, error);
        output.WriteLine($"{table}{error}");
        Assert.True(code == 0, $"{table}{error}");
        using var report = JsonDocument.Parse(await File.ReadAllTextAsync(json));
        File.Delete(json);
        var root = report.RootElement.Clone();
        return ([.. root.GetProperty("faults").EnumerateObject().Select(fault => fault.Name)], [.. root.GetProperty("invariants").EnumerateArray()]);
    }
}
