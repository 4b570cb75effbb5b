using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Redflow.Client;
using Redflow.Testing;
using Redflow.Workflows;
using Xunit;

namespace Redflow.Core.Tests.Docs;

/// <summary>The README's program, run.</summary>
public sealed class ReadmeSample
{
    [Fact]
    public async Task The_program_of_the_readme_prints_what_its_workflow_returns()
    {
        using var output = new StringWriter();

        await RunAsync(["--ConnectionStrings:redis=memory://", "--Aspire:Redflow:Client:Prefix=readme", "--Logging:LogLevel:Default=None"], output).Bounded();

        Assert.Equal("Receipt for order 7: 42 EUR", output.ToString().Trim());
    }

    /// <summary>The program; its console is the test's.</summary>
    private static async Task RunAsync(string[] args, TextWriter Console)
    {
        var builder = Host.CreateApplicationBuilder(args);
        builder.AddRedflowWorker("redis").AddWorkflow<OrderReceipt>();
        builder.AddRedflowScheduler("redis");
        using var host = builder.Build();
        await host.StartAsync();

        var client = host.Services.GetRequiredService<RedflowClient>();
        var handle = await client.EmitWorkflowAsync<Order, string>("order-receipt", new(7, 42), new() { IdempotencyKey = "order 7" });
        Console.WriteLine(await handle.GetResultAsync(TimeSpan.FromSeconds(30)));
        await host.StopAsync();
    }
}

[Workflow("order-receipt", MaxAttempts = 5)]
public sealed class OrderReceipt : IWorkflow<Order, string>
{
    public async Task<string> RunAsync(WorkflowContext<Order> ctx)
    {
        var paid = await ctx.Step.RunAsync("charge", ct => ChargeAsync(ctx.Input, ctx.Step.IdempotencyKey, ct));
        await ctx.Step.SleepAsync("cooling-off", TimeSpan.FromSeconds(1));
        return await ctx.Step.RunAsync("write-receipt", _ => Task.FromResult($"Receipt for order {ctx.Input.Id}: {paid}"),
            new() { Timeout = TimeSpan.FromSeconds(10) });
    }

    // In place of a bank, which would charge once for each key.
    private static Task<string> ChargeAsync(Order order, string key, CancellationToken ct) => Task.FromResult($"{order.Euros} EUR");
}

public sealed record Order(int Id, int Euros);
