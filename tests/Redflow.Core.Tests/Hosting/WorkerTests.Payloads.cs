using Microsoft.Extensions.DependencyInjection;
using Redflow.Client;
using Redflow.Core.Tests.Payloads;
using Redflow.Payloads;
using Redflow.Runs;
using Redflow.Testing;
using Xunit;

namespace Redflow.Core.Tests.Hosting;

public abstract partial class WorkerTests
{
    [SkippableFact]
    public async Task A_serializer_of_the_users_own_writes_inputs_results_and_outputs_but_not_errors()
    {
        Skip.If(server.SkipReason is not null, server.SkipReason);
        await using var host = await WorkerHost.StartAsync(
            server,
            Prefix,
            redflow => redflow.AddWorkflow<Paint, Paint>("paint", async ctx =>
            {
                await ctx.Step.RunAsync("no-result", _ => Task.CompletedTask);
                var mixed = await ctx.Step.RunAsync("mix", _ => Task.FromResult(ctx.Input with { Colour = Colour.Red }));
                return ctx.Run.Attempt == 1 ? throw new InvalidOperationException("Once.") : mixed;
            }, o => o.Backoff = Quick),
            services: services => services.Configure<RedflowPayloadOptions>(o => o.Serializer = KnownTypes.Default.Options));

        var handle = await host.Client.EmitWorkflowAsync<Paint, Paint>("paint", new(Colour.Green, 3));

        Assert.Equal(new(Colour.Red, 3), await handle.GetResultAsync(Wait.Limit));
        var run = await handle.GetStateAsync();
        Assert.Equal("""{"colour":"Green","litre_count":3}""", run.Input.ToString());
        Assert.Equal("""{"colour":"Red","litre_count":3}""", run.Output.ToString());
        Assert.Equal("Once.", run.Error!.Message);
        Assert.Equal(["null", """{"colour":"Red","litre_count":3}"""], (await host.Client.GetRunStepsAsync(handle.Id)).Select(step => step.Output.ToString()));
    }

    [SkippableFact]
    public async Task An_input_over_the_limit_is_refused_before_anything_is_stored()
    {
        await using var host = await StartLimitedAsync();

        await Assert.ThrowsAsync<PayloadTooLargeException>(() => host.Client.EmitWorkflowAsync<string, string>("grow", new('x', 99)));
        await Assert.ThrowsAsync<PayloadTooLargeException>(() => host.Client.EmitWorkflowAsync("grow", new Payload(new byte[101])));

        Assert.All((await host.Client.GetStatsAsync()).Runs.Values, count => Assert.Equal(0, count));
    }

    [SkippableFact]
    public async Task A_result_over_the_limit_fails_the_run_at_once()
    {
        await using var host = await StartLimitedAsync();

        var grown = await host.Client.EmitWorkflowAsync<string, string>("grow", new('x', 60));
        var doubled = await host.Client.EmitWorkflowAsync<string, string>("grow", new('x', 40));

        Assert.Contains("result of step 'double'", await FailureAsync(grown), StringComparison.Ordinal);
        Assert.Contains("The output is 122 bytes of JSON, over the limit of 100 bytes", await FailureAsync(doubled), StringComparison.Ordinal);
    }

    private static async Task<string> FailureAsync(RunHandle<string> handle)
    {
        var failure = await Assert.ThrowsAsync<WorkflowFailedException>(() => handle.GetResultAsync(Wait.Limit));
        Assert.Equal(1, (await handle.GetStateAsync()).Attempt);
        return failure.Error.Message;
    }

    private Task<WorkerHost> StartLimitedAsync()
    {
        Skip.If(server.SkipReason is not null, server.SkipReason);
        return WorkerHost.StartAsync(
            server,
            Prefix,
            redflow => redflow.AddWorkflow<string, string>("grow", async ctx =>
                ctx.Input + await ctx.Step.RunAsync("double", _ => Task.FromResult(ctx.Input + ctx.Input))),
            services: services => services.Configure<RedflowPayloadOptions>(
                o => (o.MaxInputBytes, o.MaxStepResultBytes, o.MaxOutputBytes) = (100, 100, 100)));
    }
}
