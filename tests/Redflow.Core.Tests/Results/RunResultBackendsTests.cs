using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Redflow.Core.Tests.Docs;
using Redflow.Payloads;
using Redflow.Results;
using Redflow.Runs;
using Redflow.Storage;
using Redflow.Storage.Redis;
using Redflow.Storage.Redis.Results;
using Redflow.Testing;
using StackExchange.Redis;
using Xunit;

namespace Redflow.Core.Tests.Results;

public sealed class RunResultBackendsTests(RedisServer server) : IClassFixture<RedisServer>
{
    private const string Secret = "geheim";

    private readonly string _prefix = $"test-{Guid.NewGuid():N}";

    [SkippableTheory]
    [InlineData("redis://127.0.0.1:{0}")]
    [InlineData("redis://127.0.0.1:{0}/3")]
    [InlineData("REDIS://:@127.0.0.1:{0}/0")]
    [InlineData("127.0.0.1:{0}")]
    [InlineData("127.0.0.1:{0},connectTimeout=4000,name=tests")]
    public async Task A_connection_string_opens_Redis(string form)
    {
        Skip.If(server.SkipReason is not null, server.SkipReason);
        await using var results = RunResultBackends.Create(Url(form), new() { Prefix = _prefix });

        await results.StoreAsync(new() { Id = "a", Status = RunStatus.Succeeded }).Bounded();

        Assert.IsType<RedisRunResultBackend>(results);
        Assert.True((await results.GetAsync("a").Bounded())?.Succeeded);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void In_a_host_the_prefix_is_the_client_s_also_where_code_sets_it(bool resultsFirst)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new());
        builder.Configuration["ConnectionStrings:redis"] = "memory://";
        if (resultsFirst)
        {
            builder.AddRedflowResults("redis");
        }

        builder.AddRedflowClient("redis", client => client.Prefix = "ours").AddRedflowResults("redis");
        using var host = builder.Build();

        Assert.Equal("ours", host.Services.GetRequiredService<IOptions<RunResultOptions>>().Value.Prefix);
    }

    [SkippableFact]
    public async Task A_password_and_a_database_of_a_url_reach_the_server()
    {
        await using var guarded = await GuardedAsync("p,ss w@rd");

        await using var results = RunResultBackends.Create($"redis://default:p%2Css%20w%40rd@127.0.0.1:{guarded.Port}/5", new() { Prefix = _prefix });
        await results.StoreAsync(new() { Id = "a", Status = RunStatus.Succeeded }).Bounded();

        Assert.StartsWith("db5:", await guarded.KeyspaceAsync(), StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task A_password_that_Redis_refuses_is_in_no_message()
    {
        await using var guarded = await GuardedAsync("another");
        await using var results = RunResultBackends.Create($"redis://:{Secret}@127.0.0.1:{guarded.Port}", new() { Prefix = _prefix });

        var failed = await Assert.ThrowsAnyAsync<RedflowException>(() => results.StoreAsync(new() { Id = "a", Status = RunStatus.Succeeded }).Bounded());

        Assert.DoesNotContain(Secret, failed.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("rediss://:geheim@cache.example.com:6380")]
    [InlineData("unix:///tmp/redis.sock")]
    [InlineData("redis://someone:geheim@localhost")]
    public void The_forms_of_stores_are_those_of_results(string url)
    {
        var refusal = Record.Exception(() => StoreAddress.Parse(url));

        Assert.True(refusal is null || (RedisUrl.LibraryVersion.Major < 2 && refusal is StoreConfigurationException), $"{refusal}");
        Assert.Equal(refusal?.Message, refusal is null ? null : Record.Exception(() => RunResultBackends.Create(url))?.Message);
    }

    [Fact]
    public async Task Null_opens_a_memory_of_its_own()
    {
        await using var one = RunResultBackends.Create(null);
        await using var other = RunResultBackends.Create(null);

        await one.StoreAsync(new() { Id = "a", Status = RunStatus.Succeeded });

        Assert.IsType<MemoryRunResultBackend>(one);
        Assert.Null(await other.GetAsync("a"));
    }

    [Fact]
    public async Task A_memory_url_opens_the_one_memory_of_its_prefix()
    {
        await using var one = RunResultBackends.Create("memory://", new() { Prefix = _prefix });
        await using var same = RunResultBackends.Create("memory://", new() { Prefix = _prefix });
        await using var other = RunResultBackends.Create("memory://", new() { Prefix = $"{_prefix}-2" });

        await one.StoreAsync(new() { Id = "a", Status = RunStatus.Succeeded });

        Assert.NotNull(await same.GetAsync("a"));
        Assert.Null(await other.GetAsync("a"));
    }

    [Fact]
    public void An_instance_is_passed_through()
    {
        IRunResultBackend mine = new OwnResults();

        Assert.Same(mine, RunResultBackends.Create(mine));
    }

    [Fact]
    public void An_unknown_scheme_is_refused_with_the_known_ones()
    {
        var refused = Assert.Throws<StoreConfigurationException>(() => RunResultBackends.Create($"postgres://root:{Secret}@localhost"));

        Assert.All(
            ["'postgres://'", "redis://", "rediss://", "unix://", "memory://", "StackExchange.Redis"],
            part => Assert.Contains(part, refused.Message, StringComparison.Ordinal));
        Assert.DoesNotContain(Secret, refused.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("redis://")]
    [InlineData("redis://:geheim@")]
    [InlineData("redis://:ge/heim@localhost")]
    [InlineData("redis://localhost:geheim")]
    [InlineData("redis://localhost/geheim")]
    [InlineData("redis://localhost?password=geheim")]
    [InlineData("rediss://:geheim#@localhost")]
    [InlineData("unix://:geheim@")]
    [InlineData("memory://geheim")]
    [InlineData("password=geheim")]
    [InlineData("localhost,ssl=geheim")]
    [InlineData("someone:geheim@localhost:6379")]
    public void A_malformed_connection_string_is_refused_without_quoting_it(string connectionString)
    {
        var refused = Assert.Throws<StoreConfigurationException>(() => RunResultBackends.Create(connectionString));

        Assert.DoesNotContain(Secret, refused.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("redis://localhost")]
    [InlineData("memory://")]
    [InlineData(null)]
    public void Options_are_checked_before_anything_is_opened(string? connectionString)
    {
        Assert.Throws<ArgumentException>(() => RunResultBackends.Create(connectionString, new() { ResultTtl = TimeSpan.Zero }));
        Assert.Throws<ArgumentException>(() => RunResultBackends.Create(connectionString, new() { ResultTtl = RunResultOptions.MaxResultTtl + TimeSpan.FromTicks(1) }));
        Assert.Throws<ArgumentException>(() => RunResultBackends.Create(connectionString, new() { Prefix = "a b" }));
        Assert.Throws<ArgumentException>(() => RunResultBackends.Create(connectionString, new() { Codecs = [new BrotliCodec(), new BrotliCodec()] }));
    }

    [SkippableTheory]
    [InlineData("redis://127.0.0.1:{0}")]
    [InlineData("127.0.0.1:{0}")]
    [InlineData("memory://")]
    public async Task A_host_adds_results_without_the_rest(string form)
    {
        Skip.If(server.SkipReason is not null, server.SkipReason);
        var builder = Builder(Url(form));
        builder.AddRedflowResults("redis");
        using var host = builder.Build();
        await host.StartAsync().Bounded();
        var results = host.Services.GetRequiredService<IRunResultBackend>();

        await results.StoreAsync(new() { Id = "a", Status = RunStatus.Succeeded }).Bounded();

        Assert.True((await results.WaitForAsync("a", TimeSpan.Zero).Bounded()).Succeeded);
        Assert.Null(host.Services.GetService<IRedflowStore>());
        await host.StopAsync().Bounded();
    }

    [SkippableFact]
    public async Task A_host_uses_the_connection_the_prefix_and_the_codecs_of_the_rest()
    {
        Skip.If(server.SkipReason is not null, server.SkipReason);
        var builder = Builder(Url("redis://127.0.0.1:{0}"));
        builder.AddRedflowClient("redis");
        builder.AddRedflowResults("redis");
        builder.Services.Configure<RedflowPayloadOptions>(o => o.Codecs.Add(new BrotliCodec(threshold: 1)));
        using var host = builder.Build();

        await host.Services.GetRequiredService<IRunResultBackend>()
            .StoreAsync(new() { Id = "a", Status = RunStatus.Succeeded, Output = Payload.From(new string('x', 100)) }).Bounded();

        var stored = (byte[])(await server.Multiplexer.GetDatabase().HashGetAsync($"{{{_prefix}:results}}:r:a", "d"))!;
        Assert.Equal(0xFF, stored[0]);
        Assert.Single(host.Services.GetServices<IConnectionMultiplexer>());
    }

    [Fact]
    public void A_host_reads_the_options_of_results_from_their_section()
    {
        var builder = Builder("memory://");
        builder.Configuration["Redflow:Results:ResultTtl"] = "01:00:00";
        builder.AddRedflowResults("redis", o => o.Prefix = "mine");
        using var host = builder.Build();

        var options = host.Services.GetRequiredService<IOptions<RunResultOptions>>().Value;

        Assert.Equal((TimeSpan.FromHours(1), "mine"), (options.ResultTtl, options.Prefix));
    }

    [Fact]
    public async Task A_host_does_not_start_with_an_option_out_of_its_range()
    {
        var builder = Builder("memory://");
        builder.Configuration["Redflow:Results:ResultTtl"] = "00:00:00";
        builder.AddRedflowResults("redis");
        using var host = builder.Build();

        var refused = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync().Bounded());

        Assert.Contains("ResultTtl is 00:00:00", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_host_keeps_a_backend_that_is_registered()
    {
        var builder = Builder("memory://");
        builder.Services.AddSingleton<IRunResultBackend>(new OwnResults());
        builder.AddRedflowResults("redis");
        using var host = builder.Build();

        Assert.IsType<OwnResults>(host.Services.GetRequiredService<IRunResultBackend>());
    }

    private static async Task<RedisServer> GuardedAsync(string password)
    {
        var guarded = new RedisServer();
        Skip.If(guarded.SkipReason is not null, guarded.SkipReason);
        await guarded.InitializeAsync();
        await guarded.Multiplexer.GetDatabase().ExecuteAsync("CONFIG", "SET", "requirepass", password);
        return guarded;
    }

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
