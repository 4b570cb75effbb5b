using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Redflow.Client;
using Redflow.Runs;
using Redflow.Storage;
using Redflow.Storage.Memory;
using Redflow.Storage.Redis;
using Redflow.Testing;
using StackExchange.Redis;
using Xunit;

namespace Redflow.Core.Tests.Storage;

public sealed class StoreFactoryTests(RedisServer server) : IClassFixture<RedisServer>
{
    private const string Secret = "geheim";

    private readonly string _prefix = $"test-{Guid.NewGuid():N}";

    [Theory]
    [InlineData("redis://localhost", "Unspecified/localhost:6379", null, 0)]
    [InlineData("redis://localhost/", "Unspecified/localhost:6379", null, 0)]
    [InlineData("REDIS://my_redis.local:6380/3", "Unspecified/my_redis.local:6380", null, 3)]
    [InlineData("redis://:p%40ss%2Fw%3Ard@10.0.0.7:7000/15", "10.0.0.7:7000", "p@ss/w:rd", 15)]
    [InlineData("redis://default:geheim@localhost", "Unspecified/localhost:6379", "geheim", 0)]
    [InlineData("redis://d%65fault:a:b@localhost", "Unspecified/localhost:6379", "a:b", 0)]
    [InlineData("redis://:a,ssl=true@localhost", "Unspecified/localhost:6379", "a,ssl=true", 0)]
    [InlineData("redis://@localhost", "Unspecified/localhost:6379", null, 0)]
    [InlineData("redis://[::1]", "[::1]:6379", null, 0)]
    [InlineData("redis://:geheim@[2001:db8::7]:6380/1", "[2001:db8::7]:6380", "geheim", 1)]
    public void A_url_names_server_password_and_database(string url, string endPoint, string? password, int database)
    {
        var options = Assert.IsType<StoreAddress.Url>(StoreAddress.Parse(url)).Redis.ToOptions("abortConnect=false,");

        Assert.Equal(endPoint, Assert.Single(options.EndPoints).ToString());
        Assert.Equal((password, database), (options.Password, options.DefaultDatabase));
        Assert.False(options.Ssl);
        Assert.False(options.AbortOnConnectFail);
    }

    [Fact]
    public void A_rediss_url_encrypts_and_checks_the_host_name()
    {
        var options = Assert.IsType<StoreAddress.Url>(StoreAddress.Parse("rediss://:geheim@cache.example.com:6380")).Redis.ToOptions("abortConnect=false,");

        Assert.Equal((true, "cache.example.com"), (options.Ssl, options.SslHost));
    }

    [Fact]
    public void An_unknown_scheme_is_refused_with_the_known_ones()
    {
        var refused = Assert.Throws<StoreConfigurationException>(() => Open($"mysql://root:{Secret}@localhost"));

        Assert.Contains("'mysql://' is not a scheme", refused.Message, StringComparison.Ordinal);
        Assert.All(["redis://", "rediss://", "unix://", "memory://", "StackExchange.Redis"], known => Assert.Contains(known, refused.Message, StringComparison.Ordinal));
        Assert.DoesNotContain(Secret, refused.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("redis://")]
    [InlineData("redis://:geheim@")]
    [InlineData("redis://:geheim")]
    [InlineData("redis://:ge/heim@localhost")]
    [InlineData("redis://:ge#geheim@localhost")]
    [InlineData("redis://localhost:geheim")]
    [InlineData("redis://localhost:0")]
    [InlineData("redis://localhost:65536")]
    [InlineData("redis://localhost/geheim")]
    [InlineData("redis://localhost/-1")]
    [InlineData("redis://localhost/1/geheim")]
    [InlineData("redis://localhost?password=geheim")]
    [InlineData("redis://localhost/0?password=geheim")]
    [InlineData("redis://[::1")]
    [InlineData("redis://[geheim]:1")]
    [InlineData("redis://::1")]
    [InlineData("redis://a geheim host")]
    [InlineData("redis://ge,heim:geheim@localhost")]
    [InlineData("unix://")]
    [InlineData("unix://:geheim@")]
    [InlineData("unix:///tmp/redis.sock?password=geheim")]
    [InlineData("memory://geheim")]
    [InlineData("")]
    [InlineData("password=geheim")]
    [InlineData("localhost,geheim=geheim")]
    [InlineData("localhost,password=a,geheim=b")]
    [InlineData("localhost,ssl=geheim")]
    [InlineData("localhost,connectTimeout=geheim")]
    [InlineData("re dis://:geheim@localhost,geheim")]
    [InlineData("someone:geheim@localhost:6379")]
    public void A_malformed_connection_string_is_refused_without_quoting_it(string connectionString)
    {
        var refused = Assert.Throws<StoreConfigurationException>(() => Open(connectionString));

        Assert.DoesNotContain(Secret, refused.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("redis://someone:geheim@localhost", "as a user other than 'default'")]
    [InlineData("unix:///tmp/redis.sock", "Unix socket")]
    public void What_version_1_of_the_library_lacks_is_refused_instead_of_ignored(string url, string lack)
    {
        if (RedisUrl.LibraryVersion.Major >= 2)
        {
            Assert.IsType<StoreAddress.Url>(StoreAddress.Parse(url));
            return;
        }

        var refused = Assert.Throws<StoreConfigurationException>(() => Open(url));
        Assert.Contains(lack, refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, refused.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_store_is_passed_through_and_stays_its_owners()
    {
        var store = new MemoryStore(TimeProvider.System);

        await using var opened = StoreFactory.Open(store);

        Assert.Same(store, opened.Store);
    }

    [Fact]
    public async Task One_process_has_one_store_in_memory_for_each_prefix()
    {
        await using var first = RedflowClient.Connect("memory://", new() { Prefix = _prefix });
        await using var same = RedflowClient.Connect("memory://", new() { Prefix = _prefix });
        await using var other = RedflowClient.Connect("memory://", new() { Prefix = $"{_prefix}-other" });

        var run = await first.EmitWorkflowAsync<int, int>("work", 1, new() { AllowUnregistered = true });

        Assert.Equal(run.Id, (await same.GetRunAsync(run.Id)).Id);
        await Assert.ThrowsAsync<RunNotFoundException>(() => other.GetRunAsync(run.Id));
    }

    [SkippableTheory]
    [InlineData("redis://127.0.0.1:{0}/0")]
    [InlineData("127.0.0.1:{0}")]
    public async Task A_client_connects_without_a_host(string form)
    {
        Skip.If(server.SkipReason is not null, server.SkipReason);
        await using var client = RedflowClient.Connect(Url(form), new() { Prefix = _prefix });

        var run = await client.EmitWorkflowAsync<int, int>("work", 1, new() { AllowUnregistered = true }).Bounded();

        Assert.Equal(run.Id, (await client.GetRunAsync(run.Id).Bounded()).Id);
    }

    [SkippableFact]
    public async Task A_password_and_a_database_of_a_url_reach_the_server()
    {
        await using var guarded = new RedisServer();
        Skip.If(guarded.SkipReason is not null, guarded.SkipReason);
        await guarded.InitializeAsync();
        await guarded.Multiplexer.GetDatabase().ExecuteAsync("CONFIG", "SET", "requirepass", "p,ss w@rd");

        await using var client = RedflowClient.Connect($"redis://default:p%2Css%20w%40rd@127.0.0.1:{guarded.Port}/5", new() { Prefix = _prefix });
        await client.EmitWorkflowAsync<int, int>("work", 1, new() { AllowUnregistered = true }).Bounded();

        Assert.StartsWith("db5:", await guarded.KeyspaceAsync(), StringComparison.Ordinal);
    }

    [SkippableTheory]
    [InlineData("redis://127.0.0.1:{0}")]
    [InlineData("127.0.0.1:{0}")]
    public async Task A_host_takes_every_form_and_keeps_the_health_check_of_the_integration(string form)
    {
        Skip.If(server.SkipReason is not null, server.SkipReason);
        var builder = Builder(Url(form));
        builder.AddRedflowClient("redis");
        using var host = builder.Build();

        await host.Services.GetRequiredService<RedflowClient>().GetStatsAsync().Bounded();

        var checks = host.Services.GetRequiredService<IOptions<Microsoft.Extensions.Diagnostics.HealthChecks.HealthCheckServiceOptions>>().Value.Registrations;
        Assert.Equal(2, checks.Count);
        Assert.True(host.Services.GetRequiredService<IConnectionMultiplexer>().IsConnected);
    }

    [Fact]
    public async Task A_host_with_a_memory_url_needs_no_server()
    {
        var builder = Builder("memory://");
        builder.AddRedisClient("redis");
        builder.AddRedflowClient("redis");
        using var host = builder.Build();

        await host.Services.GetRequiredService<IRedflowStore>().PauseQueueAsync("orders", null);
        Assert.Contains("orders", await SharedMemory.Open(_prefix, TimeProvider.System).ListPausedQueuesAsync());
    }

    [Theory]
    [InlineData("Prefix", "a b")]
    [InlineData("Partitions", "0")]
    [InlineData("Partitions", "1025")]
    public void A_setting_out_of_its_range_is_refused_with_its_path(string setting, string value)
    {
        var builder = Builder("memory://");
        builder.Configuration[$"Aspire:Redflow:Client:{setting}"] = value;

        var refused = Assert.Throws<OptionsValidationException>(() => builder.AddRedflowClient("redis"));

        Assert.Contains($"Aspire:Redflow:Client:{setting} is ", refused.Message, StringComparison.Ordinal);
    }

    private static OpenedStore Open(string connectionString) => StoreFactory.Open(connectionString, new(), TimeProvider.System);

    private string Url(string form) => form.Replace("{0}", $"{server.Port}", StringComparison.Ordinal);

    private HostApplicationBuilder Builder(string connectionString)
    {
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["ConnectionStrings:redis"] = connectionString,
            ["Aspire:Redflow:Client:Prefix"] = _prefix,
        });
        return builder;
    }
}
