using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Redflow.Client;
using Redflow.Payloads;
using Redflow.Testing;
using Redflow.Workflows;
using Xunit;

namespace Redflow.Core.Tests.Client;

/// <summary>Several clients in one host.</summary>
public sealed class KeyedClientTests(RedisServer redis, GarnetServer garnet) : IClassFixture<RedisServer>, IClassFixture<GarnetServer>
{
    private static readonly EmitOptions Anyway = new() { AllowUnregistered = true };

    private readonly string _prefix = $"test-{Guid.NewGuid():N}";

    private sealed class Never : IWorkflowInputValidator<int>
    {
        public Task<IReadOnlyList<InputProblem>> ValidateAsync(int input, CancellationToken cancellationToken) =>
            Task.FromResult<IReadOnlyList<InputProblem>>([new("", "is never right")]);
    }

    [Fact]
    public async Task Two_namespaces_of_one_store_are_apart()
    {
        using var host = Build(builder => builder.AddKeyedRedflowClient("orders").AddKeyedRedflowClient("billing"), new()
        {
            ["ConnectionStrings:orders"] = "memory://",
            ["ConnectionStrings:billing"] = "memory://",
            ["Aspire:Redflow:Client:orders:Prefix"] = $"{_prefix}-orders",
            ["Aspire:Redflow:Client:billing:Prefix"] = $"{_prefix}-billing",
        });
        var (orders, billing) = (ClientOf(host, "orders"), ClientOf(host, "billing"));

        var handle = await orders.EmitWorkflowAsync<int, int>("work", 1, Anyway);

        Assert.Equal(handle.Id, Assert.Single((await orders.ListRunsAsync()).Runs).Id);
        Assert.Empty((await billing.ListRunsAsync()).Runs);
    }

    [Fact]
    public void Two_clients_of_one_name_are_refused() => Assert.Throws<InvalidOperationException>(() => Build(
        builder => builder.AddKeyedRedflowClient("orders").AddKeyedRedflowClient("orders"), new() { ["ConnectionStrings:orders"] = "memory://" }));

    [SkippableFact]
    public async Task Two_servers_are_used_beside_the_host_s_own_client()
    {
        Skip.If(redis.SkipReason is not null, redis.SkipReason);
        using var host = Build(builder => builder.AddRedflowClient("main").AddKeyedRedflowClient("orders").AddKeyedRedflowClient("billing"), new()
        {
            ["ConnectionStrings:main"] = "memory://",
            ["ConnectionStrings:orders"] = $"redis://127.0.0.1:{redis.Port}",
            ["ConnectionStrings:billing"] = garnet.ConnectionString,
            ["Aspire:Redflow:Client:Prefix"] = _prefix,
        });
        var clients = new[] { host.Services.GetRequiredService<RedflowClient>(), ClientOf(host, "orders"), ClientOf(host, "billing") };

        var handles = await Task.WhenAll(clients.Select((client, i) => client.EmitWorkflowAsync<int, int>("work", i, Anyway)));

        for (var i = 0; i < clients.Length; i++)
        {
            Assert.Equal((handles[i].Id, i), (Assert.Single((await clients[i].ListRunsAsync()).Runs).Id, (await handles[i].GetStateAsync()).Input.As<int>()));
        }

        await using var other = RedflowClient.Connect($"redis://127.0.0.1:{redis.Port}", new() { Prefix = _prefix });
        Assert.Equal(handles[1].Id, Assert.Single((await other.ListRunsAsync()).Runs).Id);
    }

    [Fact]
    public async Task The_settings_of_a_name_go_over_those_of_all_and_code_goes_over_both()
    {
        using var host = Build(
            builder => builder
                .AddKeyedRedflowClient("orders")
                .AddKeyedRedflowClient("billing")
                .AddKeyedRedflowClient("audit", settings => settings.Prefix = $"{_prefix}-billing"),
            new()
            {
                ["ConnectionStrings:orders"] = "memory://",
                ["ConnectionStrings:billing"] = "memory://",
                ["ConnectionStrings:audit"] = "memory://",
                ["Aspire:Redflow:Client:Prefix"] = _prefix,
                ["Aspire:Redflow:Client:billing:Prefix"] = $"{_prefix}-billing",
                ["Aspire:Redflow:Client:audit:Prefix"] = $"{_prefix}-audit",
            });
        await using var all = RedflowClient.Connect("memory://", new() { Prefix = _prefix });

        var order = await ClientOf(host, "orders").EmitWorkflowAsync<int, int>("work", 1, Anyway);
        var bill = await ClientOf(host, "billing").EmitWorkflowAsync<int, int>("work", 1, Anyway);

        Assert.Equal(order.Id, Assert.Single((await all.ListRunsAsync()).Runs).Id);
        Assert.Equal(bill.Id, Assert.Single((await ClientOf(host, "audit").ListRunsAsync()).Runs).Id);
    }

    [Theory]
    [InlineData("Prefix", "no spaces")]
    [InlineData("Partitions", "0")]
    [InlineData("Partitions", "1025")]
    public void A_setting_of_a_name_that_is_out_of_its_range_is_refused(string setting, string value)
    {
        var error = Assert.Throws<OptionsValidationException>(() => Build(
            builder => builder.AddKeyedRedflowClient("orders"),
            new() { ["ConnectionStrings:orders"] = "memory://", [$"Aspire:Redflow:Client:orders:{setting}"] = value }));

        Assert.Contains(setting, error.Message, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task Each_store_has_a_health_check_of_its_own_unless_its_name_says_otherwise()
    {
        Skip.If(redis.SkipReason is not null, redis.SkipReason);
        using var host = Build(
            builder => builder.AddRedflowClient("main").AddKeyedRedflowClient("orders").AddKeyedRedflowClient("gone").AddKeyedRedflowClient("silent"),
            new()
            {
                ["ConnectionStrings:main"] = "memory://",
                ["ConnectionStrings:orders"] = $"redis://127.0.0.1:{redis.Port}",
                ["ConnectionStrings:gone"] = "127.0.0.1:1,connectTimeout=100,connectRetry=0",
                ["ConnectionStrings:silent"] = "memory://",
                ["Aspire:Redflow:Client:silent:DisableHealthChecks"] = bool.TrueString,
                ["Aspire:Redflow:Client:Prefix"] = _prefix,
            });

        var report = await host.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync().Bounded();

        var stores = report.Entries.Where(entry => entry.Key.StartsWith("redflow-store", StringComparison.Ordinal)).OrderBy(entry => entry.Key, StringComparer.Ordinal);
        Assert.Equal(
            [("redflow-store", HealthStatus.Healthy), ("redflow-store_gone", HealthStatus.Unhealthy), ("redflow-store_orders", HealthStatus.Healthy)],
            stores.Select(entry => (entry.Key, entry.Value.Status)));
    }

    [Fact]
    public async Task A_keyed_client_asks_the_validators_of_its_host()
    {
        using var host = Build(
            builder =>
            {
                builder.AddKeyedRedflowClient("orders");
                builder.Services.AddScoped<IWorkflowInputValidator<int>, Never>();
            },
            new() { ["ConnectionStrings:orders"] = "memory://", ["Aspire:Redflow:Client:Prefix"] = _prefix });

        var error = await Assert.ThrowsAsync<InputValidationException>(() => ClientOf(host, "orders").EmitWorkflowAsync<int, int>("work", 1, Anyway));

        Assert.Equal("is never right", Assert.Single(error.Problems).Message);
    }

    private static RedflowClient ClientOf(IHost host, string name) => host.Services.GetRequiredKeyedService<RedflowClient>(name);

    private static IHost Build(Action<HostApplicationBuilder> add, Dictionary<string, string> configuration)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new());
        builder.Services.AddLogging();
        foreach (var (key, value) in configuration)
        {
            builder.Configuration[key] = value;
        }

        add(builder);
        return builder.Build();
    }
}
