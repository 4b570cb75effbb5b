using Microsoft.Extensions.Hosting;
using Redflow.Client;
using Redflow.Workflows;

namespace Redflow.Core.Tests.Docs;

public sealed record Order(string Id);

public interface IPayments
{
    Task<string> ChargeAsync(Order order, CancellationToken cancellationToken);
}

public interface IMailer
{
    Task SendReceiptAsync(Order order, string payment, CancellationToken cancellationToken);
}

[Workflow("order-receipt", MaxAttempts = 5)]
public sealed class OrderReceipt(IPayments payments, IMailer mailer) : IWorkflow<Order, string>
{
    public async Task<string> RunAsync(WorkflowContext<Order> ctx)
    {
        var payment = await ctx.Step.RunAsync("charge", ct => payments.ChargeAsync(ctx.Input, ct));
        await ctx.Step.SleepAsync("cooling-off", TimeSpan.FromDays(14));
        await ctx.Step.RunAsync("send-receipt", ct => mailer.SendReceiptAsync(ctx.Input, payment, ct),
            new() { Timeout = TimeSpan.FromSeconds(10) });
        return payment;
    }
}

/// <summary>The README's code, compiled.</summary>
internal static class ReadmeSample
{
    public static async Task WorkAsync(string[] args)
    {
        var builder = Host.CreateApplicationBuilder(args);
        builder.AddRedflowWorker("redis").AddWorkflowsFromAssembly(typeof(OrderReceipt).Assembly);
        await builder.Build().RunAsync();
    }

    public static async Task<string> EmitAsync(RedflowClient client, Order order)
    {
        var handle = await client.EmitWorkflowAsync<Order, string>("order-receipt", order, new() { IdempotencyKey = order.Id });
        var payment = await handle.GetResultAsync(TimeSpan.FromDays(15));
        return payment;
    }
}
