using Redflow.Hosting;
using Redflow.Retries;
using Redflow.Workflows;

namespace Redflow.Dashboard.Tests.Hosting;

/// <content>What a shop does behind its counter: runs with children of children, and long ones.</content>
public sealed partial class Shop
{
    public const string Fulfilment = "fulfil-order";
    public const string Parcel = "pack-parcel";
    public const string Label = "print-label";
    public const string Approvals = "two-eyes-refund";
    public const string Locked = "lock-warehouse";
    public const string Shelves = "measure-shelves";
    public const string Campaign = "mail-campaign";
    public const string Note = "send-note";

    private RedflowBuilder AddFulfilment(RedflowBuilder worker) => worker
        .AddWorkflow<Order, int>(Fulfilment, FulfilAsync, Unlimited)
        .AddWorkflow<Package, string>(Parcel, PackAsync, Unlimited)
        .AddWorkflow<Package, string>(Label, PrintAsync, options =>
        {
            Unlimited(options);
            options.MaxAttempts = 2;
            options.Backoff = RetryBackoff.Constant(TimeSpan.FromMilliseconds(40));
        })
        .AddWorkflow<Order, string>(Approvals, ctx => ctx.Step.RunWorkflowAsync<string>("ask", Refund, ctx.Input), Unlimited)
        .AddWorkflow<string, string>(Locked, CountAsync)
        .AddWorkflow<int, int>(Shelves, CountShelvesAsync, Unlimited)
        .AddWorkflow<int, int>(Campaign, MailAsync, Unlimited)
        .AddWorkflow<int, int>(Note, ctx => Task.FromResult(ctx.Input), Unlimited);

    /// <summary>Two parcels at a time, each by a run of its own.</summary>
    private static async Task<int> FulfilAsync(WorkflowContext<Order> ctx)
    {
        await ctx.Step.RunAsync("plan parcels", ct => TakeAsync(20, 2, ct));
        await Task.WhenAll(
            ctx.Step.RunWorkflowAsync<string>("pack first", Parcel, new Package(ctx.Input.Number, "tea")),
            ctx.Step.RunWorkflowAsync<string>("pack second", Parcel, new Package(ctx.Input.Number, "cups")));
        return 2;
    }

    private static async Task<string> PackAsync(WorkflowContext<Package> ctx)
    {
        await ctx.Step.RunAsync("pick items", ct => TakeAsync(30, ctx.Input.Content, ct));
        return await ctx.Step.RunWorkflowAsync<string>("print label", Label, ctx.Input);
    }

    private static async Task<string> PrintAsync(WorkflowContext<Package> ctx)
    {
        await ctx.Step.RunAsync("choose carrier", ct => TakeAsync(10, "north parcel", ct));
        return await ctx.Step.RunAsync("print", _ => ctx.Run.Attempt == 1
            ? throw new InvalidOperationException("The printer is out of paper.")
            : Task.FromResult($"Label {ctx.Input.Order}"));
    }

    /// <summary>As many steps as its input says, a hundred at a time.</summary>
    private static async Task<int> CountShelvesAsync(WorkflowContext<int> ctx)
    {
        foreach (var shelves in Enumerable.Range(1, ctx.Input).Chunk(100))
        {
            await Task.WhenAll(shelves.Select(shelf => ctx.Step.RunAsync($"shelf {shelf}", _ => Task.FromResult(shelf * 7))));
        }

        return ctx.Input;
    }

    /// <summary>As many children as its input says, none of which it waits for.</summary>
    private static async Task<int> MailAsync(WorkflowContext<int> ctx)
    {
        foreach (var customers in Enumerable.Range(1, ctx.Input).Chunk(100))
        {
            await Task.WhenAll(customers.Select(customer => ctx.Step.EmitWorkflowAsync($"customer {customer}", Note, customer)));
        }

        return ctx.Input;
    }

    public sealed record Package(int Order, string Content);
}
