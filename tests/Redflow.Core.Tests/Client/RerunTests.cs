using System.ComponentModel.DataAnnotations;
using System.Text;
using Redflow.Payloads;
using Redflow.Runs;
using Redflow.Testing;
using Redflow.Workflows;
using Xunit;

namespace Redflow.Core.Tests.Client;

/// <summary>A run that is made of another one with an edited input.</summary>
public sealed class RerunTests
{
    [Fact]
    public async Task A_rerun_from_a_step_keeps_what_was_done_before_it_and_goes_on_with_its_own_input()
    {
        var reserved = 0;
        await using var host = await StartAsync(async ctx =>
        {
            var seat = await ctx.Step.RunAsync("reserve", _ => Task.FromResult(++reserved));
            return await ctx.Step.RunAsync("charge", _ => ctx.Input.Amount < 0
                ? throw new NonRetriableException("The amount is negative.")
                : Task.FromResult($"{seat} for {ctx.Input.Amount}"));
        });
        var failed = await host.Client.EmitWorkflowAsync<Order, string>("order", new("ada", -1));
        await Assert.ThrowsAsync<WorkflowFailedException>(() => failed.GetResultAsync(Wait.Limit));

        var rerun = await host.Client.RerunAsync(failed.Id, Json("""{"tenant":"ada","amount":5}"""), fromStep: "charge");

        Assert.Equal("1 for 5", (await rerun.GetResultAsync(Wait.Limit)).As<string>());
        Assert.Equal(1, reserved);
    }

    [Fact]
    public async Task An_edited_input_names_the_share_of_the_limits_that_its_run_takes()
    {
        await using var host = await StartAsync(_ => Task.FromResult(""));
        var source = await EmitAsync(host);

        var rerun = await host.Client.RerunAsync(source, Json("""{"tenant":"bob","amount":5}"""));

        Assert.Equal(("ada", "bob"), ((await host.Client.GetRunAsync(source)).LimitKey, (await host.Client.GetRunAsync(rerun.Id)).LimitKey));
    }

    [Theory]
    [InlineData("""{"tenant":"ada"}""", "amount")]
    [InlineData("""{"tenant":"ada","amount":"much"}""", "amount")]
    public async Task An_edited_input_that_does_not_fit_is_refused_and_makes_no_run(string input, string member)
    {
        await using var host = await StartAsync(_ => Task.FromResult(""));
        var source = await EmitAsync(host);

        var refused = await Assert.ThrowsAsync<InputValidationException>(() => host.Client.RerunAsync(source, Json(input)));

        Assert.Contains(refused.Problems, problem => problem.ToString().Contains(member, StringComparison.Ordinal));
        Assert.Single((await host.Client.ListRunsAsync()).Runs);
    }

    [Fact]
    public async Task Reruns_with_one_key_are_one_run_as_long_as_it_is_kept()
    {
        await using var host = await StartAsync(_ => Task.FromResult(""));
        var (source, other) = (await EmitAsync(host), await EmitAsync(host));

        var first = await host.Client.RerunAsync(source, idempotencyKey: "again");
        var same = await host.Client.RerunAsync(source, Json("""{"tenant":"bob","amount":5}"""), idempotencyKey: "again");
        var others = new[] { await host.Client.RerunAsync(source, idempotencyKey: "more"), await host.Client.RerunAsync(other, idempotencyKey: "again") };

        Assert.Equal(first.Id, same.Id);
        Assert.Equal(3, others.Select(rerun => rerun.Id).Append(first.Id).Distinct().Count());
        await Assert.ThrowsAsync<ArgumentException>(() => host.Client.RerunAsync(source, idempotencyKey: ""));
    }

    [Fact]
    public async Task An_edited_input_over_the_limit_is_refused_and_makes_no_run()
    {
        await using var host = await StartAsync(_ => Task.FromResult(""));
        var source = await EmitAsync(host);

        await Assert.ThrowsAsync<PayloadTooLargeException>(() => host.Client.RerunAsync(source, Json($"\"{new string('x', 1_048_577)}\"")));

        Assert.Single((await host.Client.ListRunsAsync()).Runs);
    }

    [Fact]
    public async Task An_edited_input_is_validated_before_the_handler_also_where_steps_are_taken_over()
    {
        await using var host = await StartAsync(async ctx =>
        {
            await ctx.Step.RunAsync("reserve", _ => Task.FromResult(1));
            await ctx.Step.RunAsync("charge", _ => Task.FromResult(1));
            return "";
        });
        var source = await EmitAsync(host);
        await host.Client.WaitForRunAsync(source, Wait.Limit);

        var rerun = await host.Client.RerunAsync(source, Json("""{"tenant":"ada","amount":101}"""), fromStep: "charge");

        var failure = await Assert.ThrowsAsync<WorkflowFailedException>(() => rerun.GetResultAsync(Wait.Limit));
        Assert.Equal(typeof(InputValidationException).FullName, failure.Error.Type);
    }

    [Fact]
    public async Task A_run_that_is_not_there_is_not_repeated_with_another_input()
    {
        await using var host = await StartAsync(_ => Task.FromResult(""));

        await Assert.ThrowsAsync<RunNotFoundException>(() => host.Client.RerunAsync(RunId.New(0), Json("1")));
    }

    private static Payload Json(string json) => new(Encoding.UTF8.GetBytes(json));

    private static async Task<RunId> EmitAsync(RedflowTestHost host) =>
        (await host.Client.EmitWorkflowAsync<Order, string>("order", new("ada", 1))).Id;

    private static Task<RedflowTestHost> StartAsync(Func<WorkflowContext<Order>, Task<string>> handler) => RedflowTestHost.StartAsync(
        redflow => redflow.AddWorkflow("order", handler, o => (o.LimitKey, o.MaxConcurrencyPerKey) = ("tenant", 1)));

    private sealed record Order(string Tenant, [property: Range(-1, 100)] int Amount);
}
