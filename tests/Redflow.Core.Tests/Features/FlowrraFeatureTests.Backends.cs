using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Redflow.Results;
using Redflow.Storage;
using Redflow.Storage.Redis;
using Redflow.Testing;
using Xunit;

namespace Redflow.Core.Tests.Features;

public sealed partial class FlowrraFeatureTests
{
    [SkippableFact]
    public async Task One_factory_takes_nothing_a_URL_or_an_instance()
    {
        await using var own = RunResultBackends.Create(connectionString: null);
        await using var shared = RunResultBackends.Create("memory://", new() { Prefix = _prefix });
        await using var again = RunResultBackends.Create("memory://", new() { Prefix = _prefix });
        await using var remote = Open("redis");

        await Task.WhenAll(own.StoreAsync(Done("own")), shared.StoreAsync(Done("shared")), remote.StoreAsync(Done("remote")));

        Assert.Same(own, RunResultBackends.Create(own));
        Assert.NotNull(await own.GetAsync("own"));
        Assert.NotNull(await again.GetAsync("shared"));
        Assert.NotNull(await remote.GetAsync("remote"));
        Assert.Null(await own.GetAsync("shared"));
    }

    [SkippableTheory]
    [InlineData("redis://:s3cret@127.0.0.1:{0}")]
    [InlineData("redis://default:s3cret@127.0.0.1:{0}/2")]
    public async Task A_URL_may_have_a_password_with_a_user_or_without(string url)
    {
        await using var guarded = await GuardedAsync("s3cret");
        await using var results = RunResultBackends.Create(string.Format(CultureInfo.InvariantCulture, url, guarded.Port), new() { Prefix = _prefix });

        await results.StoreAsync(Done("a")).Bounded();

        Assert.NotNull(await results.GetAsync("a"));
    }

    [SkippableFact]
    public async Task A_URL_may_name_a_Unix_socket()
    {
        Skip.If(redis.SkipReason is not null, redis.SkipReason);
        Skip.If(RedisUrl.LibraryVersion.Major < 2, "StackExchange.Redis 1.2.6 knows no Unix sockets; that it is refused is tested apart.");
        var socket = Path.Combine(Path.GetTempPath(), $"{_prefix}.sock");
        await using var local = new RedisServer { Options = ["--unixsocket", socket] };
        await local.InitializeAsync();
        await using var results = RunResultBackends.Create($"unix://{socket}", new() { Prefix = _prefix });

        await results.StoreAsync(Done("a")).Bounded();

        Assert.NotNull(await results.GetAsync("a"));
    }

    [SkippableFact]
    public async Task A_password_never_appears_in_a_log()
    {
        await using var guarded = await GuardedAsync("another");
        using var log = new HostLog();
        var builder = Host.CreateEmptyApplicationBuilder(new() { Args = [$"--ConnectionStrings:redis=redis://:s3cret@127.0.0.1:{guarded.Port}"] });
        builder.Logging.SetMinimumLevel(LogLevel.Trace).AddProvider(log);
        builder.AddRedflowResults("redis");
        using var host = builder.Build();
        await host.StartAsync().Bounded();

        await Assert.ThrowsAnyAsync<RedflowException>(() => host.Services.GetRequiredService<IRunResultBackend>().StoreAsync(Done("a")).Bounded());

        await host.StopAsync().Bounded();
        Assert.NotEmpty(log.Lines);
        Assert.DoesNotContain(log.Lines, line => line.Contains("s3cret", StringComparison.Ordinal));
    }

    [Fact]
    public void An_unknown_scheme_is_an_error_that_lists_the_known_ones()
    {
        var error = Assert.Throws<StoreConfigurationException>(() => RunResultBackends.Create("mongodb://localhost"));

        Assert.All(["redis://", "rediss://", "unix://", "memory://"], known => Assert.Contains(known, error.Message, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("redis://:s3cret@localhost:port")]
    [InlineData("rediss://user:s3cret@localhost:port")]
    [InlineData("mongodb://:s3cret@localhost")]
    [InlineData("memory://s3cret@x")]
    [InlineData("localhost:6379,password=s3cret,nonsense=1")]
    public void A_password_never_appears_in_a_message(string connectionString)
    {
        var error = Assert.Throws<StoreConfigurationException>(() => RunResultBackends.Create(connectionString));

        Assert.DoesNotContain("s3cret", error.ToString(), StringComparison.Ordinal);
    }

    private async Task<RedisServer> GuardedAsync(string password)
    {
        Skip.If(redis.SkipReason is not null, redis.SkipReason);
        var guarded = new RedisServer();
        await guarded.InitializeAsync();
        await guarded.Multiplexer.GetDatabase().ExecuteAsync("CONFIG", "SET", "requirepass", password);
        return guarded;
    }
}
