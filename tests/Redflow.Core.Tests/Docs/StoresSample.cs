using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Redflow.Client;
using Redflow.Storage;
using Redflow.Storage.Memory;
using Redflow.Testing;
using Redflow.Workflows;
using Xunit;

namespace Redflow.Core.Tests.Docs;

[Workflow("count")]
public sealed class Count : IWorkflow<int, int>
{
    public Task<int> RunAsync(WorkflowContext<int> ctx) => Task.FromResult(ctx.Input + 1);
}

public sealed class Transfer([FromKeyedServices("orders")] RedflowClient orders, [FromKeyedServices("billing")] RedflowClient billing)
{
    public Task<RunHandle<int>[]> EmitAsync(int amount) => Task.WhenAll(
        orders.EmitWorkflowAsync<int, int>("count", amount), billing.EmitWorkflowAsync<int, int>("count", -amount));
}

/// <summary>The code of docs/reference/stores.md, run.</summary>
public sealed class StoresSample
{
    private readonly string _prefix = $"test-{Guid.NewGuid():N}";

    [Fact]
    public async Task A_store_that_is_registered_before_the_rest_is_used()
    {
        using var host = Build(UseMemory);
        await host.StartAsync().Bounded();

        var handle = await host.Services.GetRequiredService<RedflowClient>().EmitWorkflowAsync<int, int>("count", 3);

        Assert.IsType<MemoryStore>(host.Services.GetRequiredService<IRedflowStore>());
        Assert.Equal(4, await handle.GetResultAsync(Wait.Limit));
        await host.StopAsync().Bounded();
    }

    [Fact]
    public async Task Two_clients_of_one_host_are_told_apart_by_their_keys()
    {
        using var host = Build(
            builder =>
            {
                AddClients(builder);
                builder.Services.AddSingleton<Transfer>();
            },
            "--ConnectionStrings:orders=memory://",
            $"--Aspire:Redflow:Client:orders:Prefix={_prefix}-orders",
            "--ConnectionStrings:billing=memory://",
            $"--Aspire:Redflow:Client:billing:Prefix={_prefix}-billing");
        using var orders = Worker($"{_prefix}-orders");
        using var billing = Worker($"{_prefix}-billing");
        await Task.WhenAll(orders.StartAsync(), billing.StartAsync()).Bounded();

        var handles = await host.Services.GetRequiredService<Transfer>().EmitAsync(7);

        var results = await Task.WhenAll(handles.Select(handle => handle.GetResultAsync(Wait.Limit)));
        Assert.Equal([8, -6], results);
        await Task.WhenAll(orders.StopAsync(), billing.StopAsync()).Bounded();
    }

    [Fact]
    public async Task A_script_needs_no_host()
    {
        using var worker = Worker("redflow");
        await worker.StartAsync().Bounded();

        await EmitAsync("memory://").Bounded();

        await worker.StopAsync().Bounded();
    }

    private static void UseMemory(HostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<IRedflowStore>(new MemoryStore(TimeProvider.System));
        builder.AddRedflowWorker("redis").AddWorkflow<Count>();
    }

    private static void AddClients(HostApplicationBuilder builder)
    {
        builder.AddKeyedRedflowClient("orders");
        builder.AddKeyedRedflowClient("billing");
    }

    private static async Task EmitAsync(string url)
    {
        await using var client = RedflowClient.Connect(url);
        var handle = await client.EmitWorkflowAsync<int, int>("count", 3);
        var four = await handle.GetResultAsync(TimeSpan.FromSeconds(30));
        Assert.Equal(4, four);
    }

    private static IHost Worker(string prefix) => Build(
        builder => builder.AddRedflowWorker("redis").AddWorkflow<Count>(),
        "--ConnectionStrings:redis=memory://",
        $"--Aspire:Redflow:Client:Prefix={prefix}");

    private static IHost Build(Action<HostApplicationBuilder> configure, params string[] args)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new() { Args = args });
        builder.Services.AddLogging();
        configure(builder);
        return builder.Build();
    }
}
