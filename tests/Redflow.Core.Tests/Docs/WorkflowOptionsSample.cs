using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Redflow.Client;
using Redflow.Events;
using Redflow.Payloads;
using Redflow.Schedules;
using Redflow.Workflows;

namespace Redflow.Core.Tests.Docs;

public sealed record SyncInput([Required] string Tenant, [Range(1, 500)] int Pages = 10);

public sealed record Picture(string Path);

public interface IImages
{
    Task<string> ResizeAsync(string path, CancellationToken cancellationToken);
}

public interface IInvoices
{
    Task<int> FetchAsync(string tenant, CancellationToken cancellationToken);
}

public interface ITenants
{
    Task<bool> ExistsAsync(string tenant, CancellationToken cancellationToken);
}

public interface IPager
{
    Task CallAsync(string message, CancellationToken cancellationToken);
}

[Workflow("invoice-sync", Queue = "io", MaxConcurrency = 10, MaxConcurrencyPerKey = 1, LimitKey = "tenant", Timeout = "01:00:00")]
[EventTrigger("invoice.created")]
[Cron("0 3 * * *", Id = "nightly", TimeZone = "Europe/Berlin", Input = """{"tenant":"all"}""")]
public sealed class InvoiceSync(IInvoices invoices) : IWorkflow<SyncInput, int>
{
    public Task<int> RunAsync(WorkflowContext<SyncInput> ctx) =>
        ctx.Step.RunAsync("fetch", ct => invoices.FetchAsync(ctx.Input.Tenant, ct));
}

public sealed class CallSomeone(IPager pager) : IRunEndHandler
{
    public Task HandleAsync(RunEndContext ctx) => ctx.Step.RunAsync("call", ct =>
        pager.CallAsync($"{ctx.Run.Workflow} of {ctx.GetInput<SyncInput>().Tenant}: {ctx.Error?.Message}", ct));
}

public sealed class KnownTenant(ITenants tenants) : IWorkflowInputValidator<SyncInput>
{
    public async Task<IReadOnlyList<InputProblem>> ValidateAsync(SyncInput input, CancellationToken cancellationToken) =>
        await tenants.ExistsAsync(input.Tenant, cancellationToken) ? [] : [new("tenant", "is not known")];
}

/// <summary>The code of docs/how-to/workflow-options.md, compiled.</summary>
internal static class WorkflowOptionsSample
{
    public static void Define(HostApplicationBuilder builder)
    {
        var redflow = builder.AddRedflowWorker("redis");
        redflow.AddWorkflow<InvoiceSync>(o => o.MaxConcurrency = 20);
        redflow.AddWorkflow("digest", async (WorkflowContext<string> ctx, IInvoices invoices) =>
        {
            var count = await ctx.Step.RunAsync("count", ct => invoices.FetchAsync(ctx.Input, ct));
            await ctx.Step.SleepAsync("until-noon", TimeSpan.FromHours(3));
            return count;
        });
        redflow.AddJob("resize", (Picture picture, IImages images, CancellationToken ct) => images.ResizeAsync(picture.Path, ct),
            o => (o.Lane, o.MaxConcurrency) = (Lane.Cpu, 0));
        redflow.AddWorkflow<InvoiceSync>(o => o.Aliases.Add("sync-invoices"));
        redflow.AddWorkflow<InvoiceSync>(o =>
        {
            o.OnFailure<CallSomeone>();
            o.OnCanceled(async (RunEndContext ctx, IPager pager) =>
                await ctx.Step.RunAsync("tell", ct => pager.CallAsync($"Canceled: {ctx.CancelReason}", ct)));
        });
        builder.Services.AddScoped<IWorkflowInputValidator<SyncInput>, KnownTenant>();
    }

    public static async Task<RunHandle<int>> WaitAsync(RedflowClient client, SyncInput input)
    {
        var handle = await client.EmitWorkflowAsync<SyncInput, int>("invoice-sync", input, new() { WaitForRoom = TimeSpan.FromSeconds(30) });
        return handle;
    }
}
