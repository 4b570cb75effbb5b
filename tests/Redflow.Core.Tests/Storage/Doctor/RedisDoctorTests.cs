using Redflow.Client;
using Redflow.Storage;
using Redflow.Storage.Redis;
using Redflow.Storage.Redis.Doctor;
using Redflow.Testing;
using Xunit;

namespace Redflow.Core.Tests.Storage.Doctor;

public sealed class RedisDoctorTests
{
    [SkippableFact]
    public async Task A_Redis_that_keeps_its_data_has_no_findings() => Assert.Empty(await DiagnoseAsync(new RedisServer()));

    [SkippableTheory]
    [InlineData("100mb", FindingSeverity.Error)]
    [InlineData("0", FindingSeverity.Warning)]
    public async Task A_policy_that_evicts_is_an_error_once_memory_is_limited(string maxMemory, FindingSeverity severity)
    {
        var findings = await DiagnoseAsync(new RedisServer { Options = ["--maxmemory", maxMemory, "--maxmemory-policy", "allkeys-lru"] });

        var finding = Assert.IsType<StoreFinding.MayEvict>(Assert.Single(findings));
        Assert.Equal((severity, "allkeys-lru"), (finding.Severity, finding.Policy));
        Assert.Contains("maxmemory-policy to noeviction", finding.Message, StringComparison.Ordinal);
    }

    [SkippableTheory]
    [InlineData("", "no", true)]
    [InlineData("3600 1", "no", false)]
    [InlineData("", "yes", false)]
    public async Task Without_snapshots_and_file_there_is_no_persistence(string save, string appendOnly, bool found)
    {
        var findings = await DiagnoseAsync(new RedisServer { Options = ["--save", save, "--appendonly", appendOnly] });

        Assert.Equal(found ? [new StoreFinding.NotPersistent()] : [], findings);
    }

    [SkippableFact]
    public async Task What_Redis_does_not_permit_is_not_checked()
    {
        var findings = await DiagnoseAsync(new RedisServer { Options = ["--rename-command", "CONFIG", "", "--rename-command", "INFO", ""] });

        Assert.Equal(["version and memory", "persistence"], findings.Cast<StoreFinding.NotChecked>().Select(finding => finding.What));
        Assert.All(findings, finding => Assert.Equal(FindingSeverity.Info, finding.Severity));
    }

    [SkippableFact]
    public async Task A_clock_that_is_far_from_that_of_Redis_is_told()
    {
        var findings = await DiagnoseAsync(new RedisServer(), new ShiftedTime(TimeSpan.FromMinutes(-3)));

        var finding = Assert.IsType<StoreFinding.ClockApart>(Assert.Single(findings));
        Assert.Contains("180 s behind Redis's", finding.Message.Replace("179", "180", StringComparison.Ordinal).Replace("181", "180", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task Garnet_in_transaction_mode_is_fit()
    {
        var findings = await DiagnoseAsync(new GarnetServer());

        Assert.Equal("eviction and the use of memory", Assert.IsType<StoreFinding.NotChecked>(Assert.Single(findings)).What);
    }

    [SkippableFact]
    public async Task Garnet_without_transaction_mode_is_refused()
    {
        var findings = await DiagnoseAsync(new GarnetServer { LuaMode = [] });

        Assert.Contains(new StoreFinding.ScriptsNotAtomic(), findings);
        Assert.Equal(FindingSeverity.Refusal, new StoreFinding.ScriptsNotAtomic().Severity);
    }

    [Fact]
    public async Task The_memory_of_a_process_has_no_findings()
    {
        await using var client = RedflowClient.Connect("memory://");

        Assert.Empty(await client.DiagnoseAsync());
    }

    [SkippableFact]
    public async Task A_server_tells_what_it_is_and_how_it_is()
    {
        var told = await DescribeAsync(new RedisServer { Options = ["--maxmemory", "100mb"] });

        Assert.Contains(told.Product, new[] { "Redis", "Valkey" });
        Assert.True(told is { Version: not null, Uptime: not null, UsedMemory: > 0, MaxMemory: 104_857_600, Clients: > 0, CommandsPerSecond: not null }, $"{told}");
        Assert.True(told is { HasAppendOnlyFile: true, SnapshotAt: not null, UnsavedChanges: not null, IsFailingToSave: false, IsInCluster: false }, $"{told}");
    }

    [SkippableFact]
    public async Task A_server_that_may_not_be_asked_tells_nothing()
    {
        var told = await DescribeAsync(new RedisServer { Options = ["--rename-command", "INFO", ""] });

        Assert.Equal(new() { Product = "Redis" }, told);
    }

    [Fact]
    public async Task The_memory_of_a_process_is_no_server()
    {
        await using var client = RedflowClient.Connect("memory://");

        Assert.Null(await client.DescribeServerAsync());
    }

    [Theory]
    [InlineData("redis_version:7.2.4\r\nserver_name:valkey\r\nvalkey_version:8.1.0", "Valkey", "8.1.0")]
    [InlineData("redis_version:7.4.3\r\ngarnet_version:1.0.84", "Garnet", "1.0.84")]
    [InlineData("redis_version:7.0.15", "Redis", "7.0.15")]
    [InlineData("", "Redis", null)]
    public void A_product_is_told_with_its_own_version(string info, string product, string? version)
    {
        var told = new ServerInfo(info).Describe();

        Assert.Equal((product, version), (told.Product, told.Version));
    }

    [Theory]
    [InlineData("rdb_last_bgsave_status:ok\r\naof_last_write_status:ok", false)]
    [InlineData("rdb_last_bgsave_status:err", true)]
    [InlineData("aof_last_write_status:err", true)]
    public void A_save_that_failed_is_told(string info, bool isFailing) => Assert.Equal(isFailing, new ServerInfo(info).Describe().IsFailingToSave);

    [Theory]
    [InlineData("redis_version:7.0.15", null)]
    [InlineData("redis_version:10.0.0", null)]
    [InlineData("redis_version:6.2.14", "TooOld")]
    [InlineData("redis_version:unstable", "NotChecked")]
    [InlineData("", "NotChecked")]
    public void Versions_from_7_on_are_fit(string info, string? finding) =>
        Assert.Equal(finding, RedisDoctor.JudgeVersion(new($"# Server\r\n{info}\r\n")).SingleOrDefault()?.Name);

    [Theory]
    [InlineData("noeviction", 0, 5_000, null)]
    [InlineData("noeviction", 1_000, 900, null)]
    [InlineData("noeviction", 1_000, 901, "NearlyFull")]
    [InlineData("volatile-ttl", 1_000, 900, "MayEvict")]
    [InlineData("volatile-ttl", 0, 900, "MayEvict")]
    public void Memory_is_judged_by_policy_and_share(string policy, long limit, long used, string? finding) => Assert.Equal(
        finding,
        RedisDoctor.JudgeMemory(new($"used_memory:{used}\r\nmaxmemory:{limit}\r\nmaxmemory_policy:{policy}")).SingleOrDefault()?.Name);

    private static Task<IReadOnlyList<StoreFinding>> DiagnoseAsync(TestServer server) => DiagnoseAsync(server, TimeProvider.System);

    private static Task<IReadOnlyList<StoreFinding>> DiagnoseAsync(TestServer server, TimeProvider time) => AskAsync(server, time, store => store.DiagnoseAsync());

    private static async Task<StoreServer> DescribeAsync(TestServer server) => (await AskAsync(server, TimeProvider.System, store => store.DescribeServerAsync()))!;

    private static async Task<T> AskAsync<T>(TestServer server, TimeProvider time, Func<RedisStore, Task<T>> ask)
    {
        await using (server)
        {
            Skip.If(server.SkipReason is not null, server.SkipReason);
            await server.InitializeAsync();
            await using var store = new RedisStore(server.Multiplexer, new(), time);
            return await ask(store).Bounded();
        }
    }
}
