using Microsoft.Extensions.DependencyInjection;
using Redflow.Hosting;
using Redflow.Runs;
using Redflow.Storage;
using Redflow.Storage.Memory;
using Redflow.Testing;
using Redflow.Workflows;
using Xunit;

namespace Redflow.Core.Tests.Docs;

[Workflow("billing.invoice", Aliases = ["send-invoice"])]
public sealed class InvoiceCustomer : IWorkflow<string, string>
{
    public async Task<string> RunAsync(WorkflowContext<string> ctx)
    {
        var number = await ctx.Step.RunAsync("number", _ => Task.FromResult(7));
        var approval = await ctx.Step.WaitForSignalAsync<string>("approval", "approve");
        return $"{ctx.Run.Workflow}: invoice {number} for {ctx.Input}, {approval}";
    }
}

/// <summary>The code of docs/how-to/renaming.md, run: each test stops one version of a worker and starts the next on its store.</summary>
public sealed class RenamingSample
{
    private readonly MemoryStore _store = new(TimeProvider.System);

    [Fact]
    public async Task A_run_of_the_old_name_goes_on_and_an_emit_of_it_makes_a_run_of_the_new_one()
    {
        var stored = await RunFirstVersionAsync(redflow => redflow.AddWorkflow<string, string>("send-invoice", async ctx =>
        {
            var number = await ctx.Step.RunAsync("number", _ => Task.FromResult(6));
            return await ctx.Step.WaitForSignalAsync<string>("approval", "approve") + number;
        }));
        await using var host = await StartAsync(redflow => redflow.AddWorkflow<InvoiceCustomer>()).Bounded();

        var emitted = await host.Client.EmitWorkflowAsync<string, string>("send-invoice", "Bob");
        await host.Client.SignalRunAsync(stored, "approve", "approved");
        await emitted.SignalAsync("approve", "approved too");

        Assert.Equal("send-invoice: invoice 6 for Ada, approved", await host.Client.GetHandle<string>(stored).GetResultAsync(Wait.Limit));
        Assert.Equal("billing.invoice: invoice 7 for Bob, approved too", await emitted.GetResultAsync(Wait.Limit));
    }

    [Fact]
    public async Task A_step_of_another_name_is_another_step()
    {
        var done = new List<string>();
        var stored = await RunFirstVersionAsync(redflow => redflow.AddWorkflow<string, string>("send-invoice", async ctx =>
        {
            await ctx.Step.RunAsync("number", _ => Note("number"));
            return await ctx.Step.WaitForSignalAsync<string>("approval", "approve");
        }));
        await using var host = await StartAsync(redflow => redflow.AddWorkflow<string, string>("send-invoice", async ctx =>
        {
            await ctx.Step.RunAsync("invoice-number", _ => Note("invoice-number"));
            return await ctx.Step.WaitForSignalAsync<string>("approval", "approve");
        })).Bounded();

        await host.Client.SignalRunAsync(stored, "approve", "approved");

        await host.Client.GetHandle<string>(stored).GetResultAsync(Wait.Limit);
        Assert.Equal(["number", "invoice-number"], done);

        Task Note(string step)
        {
            done.Add(step);
            return Task.CompletedTask;
        }
    }

    [Fact]
    public async Task A_version_in_the_input_lets_both_ways_stand()
    {
        var (old, young) = (new Invoice("Ada"), new Invoice("Bob", Version: 2));

        var first = await WorkflowTest.For(new WorkflowRef<Invoice, string>("send-invoice"), Define).RunAsync(old).Bounded();
        var second = await WorkflowTest.For(new WorkflowRef<Invoice, string>("send-invoice"), Define).RunAsync(young).Bounded();

        Assert.Equal(("print", "mail"), (Assert.Single(first.Steps).Name, Assert.Single(second.Steps).Name));
    }

    private static void Define(RedflowBuilder redflow)
    {
        redflow.AddWorkflow<Invoice, string>("send-invoice", ctx => ctx.Input.Version < 2
            ? ctx.Step.RunAsync("print", _ => Task.FromResult("printed"))
            : ctx.Step.RunAsync("mail", _ => Task.FromResult("mailed")));
    }

    /// <summary>Lets a run come to its wait, and stops the worker.</summary>
    private async Task<RunId> RunFirstVersionAsync(Action<RedflowBuilder> workflows)
    {
        await using var host = await StartAsync(workflows).Bounded();
        var handle = await host.Client.EmitWorkflowAsync<string, string>("send-invoice", "Ada");
        await Wait.UntilAsync(async () => (await handle.GetStateAsync()).Status == RunStatus.Waiting, "the run waits");
        return handle.Id;
    }

    private Task<RedflowTestHost> StartAsync(Action<RedflowBuilder> workflows) =>
        RedflowTestHost.StartAsync(workflows, services => services.AddSingleton<IRedflowStore>(_store));

    private sealed record Invoice(string Customer, int Version = 1);
}
