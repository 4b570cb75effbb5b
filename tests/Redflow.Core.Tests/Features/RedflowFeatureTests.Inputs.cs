using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.DependencyInjection;
using Redflow.Payloads;
using Redflow.Runs;
using Redflow.Testing;
using Redflow.Workflows;
using Xunit;

namespace Redflow.Core.Tests.Features;

public sealed partial class RedflowFeatureTests
{
    public sealed record Parcel([Required] string Street, [Range(1, 30)] int Kilograms);

    private sealed class Reachable : IWorkflowInputValidator<Parcel>
    {
        public Task<IReadOnlyList<InputProblem>> ValidateAsync(Parcel input, CancellationToken cancellationToken) =>
            Task.FromResult<IReadOnlyList<InputProblem>>(input.Street == "Nowhere" ? [new("street", "is not reached")] : []);
    }

    [Fact]
    public async Task An_input_is_checked_at_emit_and_all_its_members_are_listed()
    {
        await using var host = await StartParcelsAsync();

        var annotated = await Assert.ThrowsAsync<InputValidationException>(() => host.Client.EmitWorkflowAsync<Parcel, int>("ship", new("", 31)));
        var validated = await Assert.ThrowsAsync<InputValidationException>(() => host.Client.EmitWorkflowAsync<Parcel, int>("ship", new("Nowhere", 1)));
        var raw = await Assert.ThrowsAsync<InputValidationException>(() => host.Client.EmitWorkflowAsync("ship", Payload.From(new { kilograms = "heavy" })));

        Assert.Equal(["kilograms", "street"], annotated.Problems.Select(problem => problem.Member).Order());
        Assert.Equal([new InputProblem("street", "is not reached")], validated.Problems);
        Assert.NotEmpty(raw.Problems);
        Assert.Empty((await host.Client.ListRunsAsync()).Runs);
    }

    [Fact]
    public async Task An_input_is_checked_before_the_handler_runs_and_is_never_retried()
    {
        await using var host = await StartParcelsAsync();

        // The type of the emit is not the workflow's: nothing is known of it there.
        var handle = await host.Client.EmitWorkflowAsync<object, int>("ship", new { Street = "Nowhere", Kilograms = 1 });

        var failure = await Assert.ThrowsAsync<WorkflowFailedException>(() => handle.GetResultAsync(Wait.Limit));
        Assert.Equal((typeof(InputValidationException).FullName, 1), (failure.Error.Type, (await handle.GetStateAsync()).Attempt));
        Assert.Empty(await host.Client.GetRunStepsAsync(handle.Id));
    }

    [Fact]
    public async Task The_JSON_schema_of_the_input_is_kept_in_the_registry()
    {
        await using var host = await StartParcelsAsync();

        var schema = (await host.Client.GetWorkflowMetaAsync("ship")).InputSchema.ToString();

        Assert.Contains("\"street\"", schema, StringComparison.Ordinal);
        Assert.Contains("\"kilograms\"", schema, StringComparison.Ordinal);
    }

    private static Task<RedflowTestHost> StartParcelsAsync() => RedflowTestHost.StartAsync(
        redflow => redflow.AddWorkflow<Parcel, int>("ship", ctx => ctx.Step.RunAsync("weigh", _ => Task.FromResult(ctx.Input.Kilograms))),
        services => services.AddScoped<IWorkflowInputValidator<Parcel>, Reachable>());
}
