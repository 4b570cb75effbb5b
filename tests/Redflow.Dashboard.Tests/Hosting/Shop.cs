using Microsoft.Extensions.Logging;
using Redflow.Hosting;
using Redflow.Retries;
using Redflow.Workflows;

namespace Redflow.Dashboard.Tests.Hosting;

/// <summary>The workflows of a small shop, as they look in a dashboard: some finish, some fail, wait, retry and have children.</summary>
public sealed partial class Shop
{
    public const string Checkout = "checkout";
    public const string Receipt = "send-receipt";
    public const string Import = "import-catalogue";
    public const string Refund = "refund";
    public const string Reminder = "send-reminder";
    public const string Gated = "stock-taking";

    private readonly TaskCompletionSource _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends the runs of <see cref="Gated"/>, which hold their workers until then.</summary>
    public void Open() => _opened.TrySetResult();

    public void AddTo(RedflowBuilder worker) => AddScheduled(AddFulfilment(worker)
        .AddWorkflow<Order, Bill>(Checkout, CheckOutAsync, Unlimited)
        .AddWorkflow<Order, string>(Receipt, ctx => ctx.Step.RunAsync("render", _ => Task.FromResult($"Receipt {ctx.Input.Number}")), Unlimited)
        .AddWorkflow<Catalogue, int>(Import, ImportAsync, options =>
        {
            Unlimited(options);
            options.MaxAttempts = 2;
            options.Backoff = RetryBackoff.Constant(TimeSpan.FromMilliseconds(40));
        })
        .AddWorkflow<Order, string>(Refund, RefundAsync, Unlimited)
        .AddWorkflow<Order, string>(Reminder, ctx => Task.FromResult(ctx.Input.Customer), Unlimited)
        .AddWorkflow<string, string>(Gated, CountAsync, Unlimited)
        .AddWorkflow<Delivery, string>(Receive, ReceiveAsync, Limited));

    private static void Unlimited(WorkflowOptions options) => options.MaxConcurrency = 0;

    private static async Task<Bill> CheckOutAsync(WorkflowContext<Order> ctx)
    {
        LogOrder(ctx.Logger, ctx.Input.Number, ctx.Input.Customer);
        var stock = ctx.Step.RunAsync("reserve stock", ct => TakeAsync(40, 3, ct));
        var fraud = ctx.Step.RunAsync("check for fraud", ct => TakeAsync(90, "low", ct));
        var tax = ctx.Step.RunAsync("compute tax", ct => TakeAsync(25, 19, ct));
        await Task.WhenAll(stock, fraud, tax);
        var paid = await ctx.Step.RunAsync("charge card", async step =>
        {
            LogCharge(step.Logger, ctx.Input.Euros);
            return await TakeAsync(60, "4111-…", step.CancellationToken);
        });
        await ctx.Step.SleepAsync("cooling-off", TimeSpan.FromMilliseconds(80));
        var receipt = await ctx.Step.RunWorkflowAsync<string>("send receipt", Receipt, ctx.Input);
        return new(ctx.Input.Number, ctx.Input.Euros, paid, receipt, [new("tea", 2), new("cup", 1)]);
    }

    private static async Task<int> ImportAsync(WorkflowContext<Catalogue> ctx)
    {
        await ctx.Step.RunAsync($"fetch {ctx.Input.File}", ct => TakeAsync(30, ctx.Input.File, ct));
        await ctx.Step.RunAsync("parse rows", _ => ctx.Run.Attempt == 1 || ctx.Input.IsBroken
            ? throw new FormatException($"Row 118 of {ctx.Input.File} has 4 columns, not 5.")
            : Task.FromResult(2_400));
        return 2_400;
    }

    private static async Task<string> RefundAsync(WorkflowContext<Order> ctx)
    {
        await ctx.Step.RunAsync("find payment", ct => TakeAsync(10, ctx.Input.Number, ct));
        return await ctx.Step.WaitForSignalAsync<string>("approval", "approve-refund", TimeSpan.FromDays(2));
    }

    private async Task<string> CountAsync(WorkflowContext<string> ctx)
    {
        await ctx.Step.RunAsync("lock the shelves", ct => TakeAsync(15, ctx.Input, ct));
        await _opened.Task.WaitAsync(ctx.CancellationToken);
        return ctx.Input;
    }

    /// <summary>Work that takes its time, so that bars have a length.</summary>
    private static async Task<T> TakeAsync<T>(int milliseconds, T result, CancellationToken cancellationToken)
    {
        await Task.Delay(milliseconds, cancellationToken);
        return result;
    }

    [LoggerMessage(1, LogLevel.Information, "Order {Number} of {Customer} is being checked out")]
    private static partial void LogOrder(ILogger logger, int number, string customer);

    [LoggerMessage(2, LogLevel.Warning, "Charging {Euros} EUR by the second payment provider: the first one did not answer")]
    private static partial void LogCharge(ILogger logger, int euros);

    public sealed record Order(int Number, string Customer, int Euros, Card? Card = null);

    public sealed record Card(string Holder, string Digits);

    public sealed record Bill(int Number, int Euros, string Payment, string Receipt, IReadOnlyList<Item> Items);

    public sealed record Item(string Name, int Count);

    public sealed record Catalogue(string File, bool IsBroken);
}
