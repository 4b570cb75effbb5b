using System.Collections.Concurrent;
using System.ComponentModel.DataAnnotations;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Redflow.Client;
using Redflow.Events;
using Redflow.Hosting;
using Redflow.Limits;
using Redflow.Payloads;
using Redflow.Runs;
using Redflow.Schedules;
using Redflow.Testing;
using Redflow.Workflows;
using Xunit;

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

/// <summary>The code of docs/how-to/workflow-options.md, run: all of it is one host.</summary>
public sealed partial class WorkflowOptionsSample : IAsyncLifetime
{
    private readonly Office _office = new();
    private readonly IHost _host;

    public WorkflowOptionsSample() => _host = Build();

    private RedflowClient Client => _host.Services.GetRequiredService<RedflowClient>();

    public Task InitializeAsync() => _host.StartAsync().Bounded();

    public async Task DisposeAsync()
    {
        await _host.StopAsync().Bounded();
        _host.Dispose();
    }

    [Fact]
    public async Task Configuration_goes_over_code_and_code_over_the_attribute()
    {
        var meta = await Client.GetWorkflowMetaAsync("invoice-sync");

        Assert.Equal((40, 1, "io", TimeSpan.FromHours(1)), (meta.Limits.MaxConcurrency, meta.Limits.MaxConcurrencyPerKey, meta.Queue, meta.Timeout));
        Assert.Equal(new RateLimit(100, TimeSpan.FromMinutes(1)), meta.Limits.Rate);
        Assert.Equal(["invoice.created", "invoice.changed"], meta.Events);
        var nightly = Assert.Single((await Client.Schedules.ListAsync()).Schedules);
        Assert.Equal(("invoice-sync:nightly", Schedule.Cron("0 3 * * *", "Europe/Berlin")), (nightly.Id, nightly.Schedule));
    }

    [Fact]
    public async Task A_delegate_and_a_job_have_their_parameters_injected()
    {
        var digest = await WorkflowTest
            .For(new WorkflowRef<string, int>("digest"), DefineDigest, services => services.AddSingleton<IInvoices>(_office)).RunAsync("acme").Bounded();

        var resized = await Client.EmitWorkflowAsync<Picture, string>("resize", new("cat.png"));

        Assert.Equal((4, TimeSpan.FromHours(3)), (digest.Output, digest.Elapsed));
        Assert.Equal("small cat.png", await resized.GetResultAsync(Wait.Limit));
        Assert.Equal("job", Assert.Single(await Client.GetRunStepsAsync(resized.Id)).Name);
    }

    [Fact]
    public async Task An_emit_of_the_old_name_is_a_run_of_the_new_one()
    {
        var handle = await Client.EmitWorkflowAsync<SyncInput, int>("sync-invoices", new("acme"));

        Assert.Equal(4, await handle.GetResultAsync(Wait.Limit));
        Assert.Equal("invoice-sync", (await handle.GetStateAsync()).Workflow);
    }

    [Fact]
    public async Task A_failure_and_a_cancellation_are_handled()
    {
        var failed = await Client.EmitWorkflowAsync<SyncInput, int>("invoice-sync", new("broken"));
        await Assert.ThrowsAsync<WorkflowFailedException>(() => failed.GetResultAsync(Wait.Limit));
        var delayed = await Client.EmitWorkflowAsync<SyncInput, int>("invoice-sync", new("acme"), new() { Delay = TimeSpan.FromHours(1) });

        await delayed.CancelAsync("not needed");

        await Wait.UntilAsync(() => Task.FromResult(_office.Calls.Count == 2), "both handlers have called");
        Assert.Equal(["Canceled: not needed", "invoice-sync of broken: The ledger is closed."], _office.Calls.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Annotations_are_checked_and_then_the_validator_is_asked()
    {
        var annotated = await Assert.ThrowsAsync<InputValidationException>(() => WaitAsync(Client, new("nobody", Pages: 501)));
        var validated = await Assert.ThrowsAsync<InputValidationException>(() => WaitAsync(Client, new("nobody")));

        Assert.Equal("pages", Assert.Single(annotated.Problems).Member);
        Assert.Equal([new InputProblem("tenant", "is not known")], validated.Problems);
    }

    [Fact]
    public async Task An_emit_that_would_wait_for_room_need_not_where_there_is_some()
    {
        var handle = await WaitAsync(Client, new("acme"));

        Assert.Equal(4, await handle.GetResultAsync(Wait.Limit));
    }

    private IHost Build()
    {
        var builder = Host.CreateEmptyApplicationBuilder(new()
        {
            Args = ["--ConnectionStrings:redis=memory://", $"--Aspire:Redflow:Client:Prefix=test-{Guid.NewGuid():N}"],
        });
        builder.Configuration.AddJsonStream(new MemoryStream(Encoding.UTF8.GetBytes(Json().Match(Repository.Read("docs", "how-to", "workflow-options.md")).Groups[1].Value)));
        builder.Services.AddLogging();
        builder.Services.AddSingleton<IInvoices>(_office).AddSingleton<IImages>(_office).AddSingleton<ITenants>(_office).AddSingleton<IPager>(_office);
        Define(builder);
        return builder.Build();
    }

    private static void Define(HostApplicationBuilder builder)
    {
        var redflow = builder.AddRedflowWorker("redis");
        redflow.AddWorkflow<InvoiceSync>(o =>
        {
            o.MaxConcurrency = 20;
            o.Aliases.Add("sync-invoices");
            o.OnFailure<CallSomeone>();
            o.OnCanceled(async (RunEndContext ctx, IPager pager) =>
                await ctx.Step.RunAsync("tell", ct => pager.CallAsync($"Canceled: {ctx.CancelReason}", ct)));
        });
        DefineDigest(redflow);
        redflow.AddJob("resize", (Picture picture, IImages images, CancellationToken ct) => images.ResizeAsync(picture.Path, ct),
            o => (o.Lane, o.MaxConcurrency) = (Lane.Cpu, 0));
        builder.Services.AddScoped<IWorkflowInputValidator<SyncInput>, KnownTenant>();
    }

    private static void DefineDigest(RedflowBuilder redflow)
    {
        redflow.AddWorkflow("digest", async (WorkflowContext<string> ctx, IInvoices invoices) =>
        {
            var count = await ctx.Step.RunAsync("count", ct => invoices.FetchAsync(ctx.Input, ct));
            await ctx.Step.SleepAsync("settle", TimeSpan.FromHours(3));
            return count;
        });
    }

    private static async Task<RunHandle<int>> WaitAsync(RedflowClient client, SyncInput input)
    {
        var handle = await client.EmitWorkflowAsync<SyncInput, int>("invoice-sync", input, new() { WaitForRoom = TimeSpan.FromSeconds(30) });
        return handle;
    }

    [GeneratedRegex("```json\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Json();

    /// <summary>What the sample's workflows have injected.</summary>
    private sealed class Office : IInvoices, IImages, ITenants, IPager
    {
        public ConcurrentQueue<string> Calls { get; } = new();

        public Task<int> FetchAsync(string tenant, CancellationToken cancellationToken) =>
            tenant == "broken" ? throw new NonRetriableException("The ledger is closed.") : Task.FromResult(tenant.Length);

        public Task<string> ResizeAsync(string path, CancellationToken cancellationToken) => Task.FromResult($"small {path}");

        public Task<bool> ExistsAsync(string tenant, CancellationToken cancellationToken) => Task.FromResult(tenant != "nobody");

        public Task CallAsync(string message, CancellationToken cancellationToken)
        {
            Calls.Enqueue(message);
            return Task.CompletedTask;
        }
    }
}
