using Redflow.Client;
using Redflow.Hosting;
using Redflow.Testing;
using Redflow.Workflows;
using Xunit;

namespace Redflow.Core.Tests.Docs;

/// <summary>The code of docs/how-to/idempotent-steps.md, run.</summary>
public sealed class IdempotentStepsSample
{
    private static readonly Basket Input = new("order-7", ["tea", "cake"]);

    [Fact]
    public async Task A_crash_before_the_commit_charges_nobody_twice()
    {
        var bank = new Bank();
        var test = WorkflowTest.For(new WorkflowRef<Basket, string>("checkout"), redflow => Define(redflow, bank));

        var run = await test.RunAsync(Input).Bounded();
        var charges = bank.Charges.Values.ToArray();
        bank.Charges.Clear();
        await test.AssertSurvivesCrashAfterEveryStepAsync(Input, _ => TakeCount(bank)).Bounded();

        Assert.Equal(["charge tea", "charge cake"], charges);
        Assert.Equal(["item tea", "item cake"], run.Steps.Select(step => step.Name));
    }

    [Fact]
    public async Task What_the_context_draws_is_the_same_in_every_pass()
    {
        var drawn = new List<string>();
        var run = await WorkflowTest.For<int, Guid>(async ctx =>
        {
            var number = ctx.NewGuid();
            var deadline = ctx.UtcNow + TimeSpan.FromDays(30);
            drawn.Add($"{number} {deadline:O}");
            await ctx.Step.SleepAsync("nap", TimeSpan.FromHours(1));
            return number;
        }).RunAsync(0).Bounded();

        Assert.Equal(2, drawn.Count);
        Assert.Single(drawn.Distinct());
        Assert.StartsWith(run.Output.ToString(), drawn[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_emit_sent_twice_is_one_run()
    {
        await using var host = await RedflowTestHost.StartAsync(redflow => Define(redflow, new())).Bounded();

        var first = await EmitAsync(host.Client, Input);
        var second = await EmitAsync(host.Client, Input);

        Assert.Equal((first.Id, true), (second.Id, second.AlreadyExisted));
    }

    private static void Define(RedflowBuilder redflow, Bank bank)
    {
        redflow.AddWorkflow<Basket, string>("checkout", async ctx =>
        {
            foreach (var item in ctx.Input.Items)
            {
                await ctx.Step.RunAsync($"item {item}", ct => bank.ChargeAsync(item, ctx.Step.IdempotencyKey, ct));
            }

            return "paid";
        });
    }

    private static async Task<RunHandle<string>> EmitAsync(RedflowClient client, Basket basket)
    {
        var handle = await client.EmitWorkflowAsync<Basket, string>("checkout", basket, new() { IdempotencyKey = basket.Id });
        return handle;
    }

    /// <summary>Each run of the crash test begins without charges.</summary>
    private static int TakeCount(Bank bank)
    {
        var count = bank.Charges.Count;
        bank.Charges.Clear();
        return count;
    }

    private sealed record Basket(string Id, IReadOnlyList<string> Items);

    /// <summary>Charges once for each key, as a payment provider does.</summary>
    private sealed class Bank
    {
        public Dictionary<string, string> Charges { get; } = [];

        public Task ChargeAsync(string item, string key, CancellationToken cancellationToken)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Charges.TryAdd(key, $"charge {item}");
            return Task.CompletedTask;
        }
    }
}
