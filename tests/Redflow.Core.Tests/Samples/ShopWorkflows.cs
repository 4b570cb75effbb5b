using Microsoft.Extensions.DependencyInjection;
using Redflow.Hosting;
using Redflow.Retries;
using Redflow.Workflows;

namespace Redflow.Core.Tests.Samples;

/// <summary>The workflows of the samples, as a worker defines them.</summary>
internal static class ShopWorkflows
{
    public static readonly WorkflowRef<WelcomeInput, WelcomeResult> Welcome = new("send-welcome-email");
    public static readonly WorkflowRef<string, string> Payment = new("payment");
    public static readonly WorkflowRef<string, bool> Context = new("context");
    public static readonly WorkflowRef<string, string> HeavySync = new("heavy-sync");
    public static readonly WorkflowRef<OrderInput, CheckoutResult> Checkout = new("checkout");
    public static readonly WorkflowRef<OrderInput, string> Receipt = new("receipt-workflow");
    public static readonly WorkflowRef<OrderInput, bool> Analytics = new("analytics-workflow");
    public static readonly WorkflowRef<DigestInput, bool> Digest = new("digest-cron");
    public static readonly WorkflowRef<string, bool> InvoiceSync = new("invoice-sync");

    /// <summary>define_workflow("send-welcome-email", handler=handler)</summary>
    public static void DefineWelcome(RedflowBuilder redflow) => redflow.AddWorkflow("send-welcome-email", async (WorkflowContext<WelcomeInput> ctx, Shop shop) =>
    {
        var user = await ctx.Step.RunAsync("fetch-user", ct => shop.FetchUserAsync(ctx.Input.UserId, ct));
        await ctx.Step.RunAsync("send-email", ct => shop.SendWelcomeAsync(user.Email, ct));
        return new WelcomeResult(Sent: true);
    });

    /// <summary>What the handler context gives: input, run, signal, step.</summary>
    public static void DefineContext(RedflowBuilder redflow) => redflow.AddWorkflow("context", async (WorkflowContext<string> ctx, Shop shop) =>
    {
        var run = ctx.Run;
        await ctx.Step.RunAsync("tell", ct => shop.TellAsync($"{ctx.Input}: {run.Id} {run.Workflow} {run.Queue} {run.Attempt} of {run.MaxAttempts}", ct));
        await using var signal = ctx.CancellationToken.Register(() => shop.TellAsync($"signal: {ctx.CancellationReason}", CancellationToken.None));
        await Task.Delay(Timeout.InfiniteTimeSpan, ctx.CancellationToken);
        return true;
    });

    /// <summary>step.run without a time-out.</summary>
    public static void DefinePayment(RedflowBuilder redflow) => redflow.AddWorkflow("payment", async (WorkflowContext<string> ctx, Shop shop) =>
    {
        var payment = await ctx.Step.RunAsync("capture-payment", ct => shop.CapturePaymentAsync(ctx.Input, ct));
        return payment;
    });

    /// <summary>A workflow with a queue and max_concurrency.</summary>
    public static void DefineHeavySync(RedflowBuilder redflow) => redflow.AddWorkflow(
        "heavy-sync", (WorkflowContext<string> ctx) => ctx.Step.WaitForSignalAsync<string>("synced", "synced"), o => (o.Queue, o.MaxConcurrency) = ("ops", 1));

    /// <summary>step.run with a time-out, step.run_workflow and step.emit_workflow, over the queues of start_worker.</summary>
    public static void DefineCheckout(RedflowBuilder redflow) => redflow
        .AddWorkflow("checkout", async (WorkflowContext<OrderInput> ctx, Shop shop) =>
        {
            var order = ctx.Input;
            await ctx.Step.RunAsync("capture-payment", ct => shop.CapturePaymentAsync(order.OrderId, ct), new() { Timeout = TimeSpan.FromSeconds(4) });
            var receipt = await ctx.Step.RunWorkflowAsync("send-receipt", Receipt, order,
                new() { WaitTimeout = TimeSpan.FromSeconds(20), IdempotencyKey = $"receipt:{order.OrderId}" });
            var analytics = await ctx.Step.EmitWorkflowAsync("emit-analytics", Analytics, order, new() { IdempotencyKey = $"analytics:{order.OrderId}" });
            return new CheckoutResult(receipt, analytics);
        }, o => o.Queue = "critical")
        .AddJob("receipt-workflow", (OrderInput order, Shop shop, CancellationToken ct) => shop.PrintReceiptAsync(order.OrderId, ct), o => o.Queue = "io")
        .AddWorkflow("analytics-workflow", async (WorkflowContext<OrderInput> ctx, Shop shop) =>
        {
            await ctx.Step.RunAsync("count-order", ct => shop.CountOrderAsync(ctx.Input.OrderId, ct));
            return true;
        }, o => o.Queue = "analytics");

    /// <summary>Two triggers of one workflow, the second with a time zone and an input.</summary>
    public static void DefineDigest(RedflowBuilder redflow) => redflow.AddWorkflow(
        "digest-cron",
        async (WorkflowContext<DigestInput> ctx, Shop shop) =>
        {
            await ctx.Step.RunAsync("digest", ct => shop.TellAsync($"digest of {ctx.Input.Source ?? "nobody"}", ct));
            return true;
        },
        o =>
        {
            o.Queue = "ops";
            o.Cron.Add(new("0 * * * *", Id: "digest-hourly"));
            o.Cron.Add(new("*/5 * * * *", TimeZone: "UTC", Input: new DigestInput("cron")));
        });

    /// <summary>A workflow with max_attempts and on_failure.</summary>
    public static void DefineInvoiceSync(RedflowBuilder redflow) => redflow.AddWorkflow<string, bool>(
        "invoice-sync",
        ctx => ctx.Input == "gone" ? throw new NonRetriableException("The tenant is gone.") : throw new InvalidOperationException("The ledger is away."),
        o =>
        {
            o.Queue = "billing";
            o.MaxAttempts = 4;
            o.Backoff = RetryBackoff.Constant(TimeSpan.FromMilliseconds(1));
            o.OnFailure(async (RunEndContext ctx, Shop shop) => await ctx.Step.RunAsync("tell", ct =>
                shop.TellAsync($"workflow failed: {ctx.Run.Id} {ctx.Run.Workflow} {ctx.Error?.Message}", ct)));
        });

    public static void AddShop(IServiceCollection services) => services.AddSingleton<Shop>();
}
