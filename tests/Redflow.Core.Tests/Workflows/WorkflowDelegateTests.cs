using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Redflow.Hosting;
using Redflow.Steps;
using Redflow.Testing;
using Redflow.Workflows;
using Xunit;

namespace Redflow.Core.Tests.Workflows;

/// <summary>That these compile is half of the test: each form has one overload.</summary>
public sealed class WorkflowDelegateTests
{
    private sealed record Digest(string Day);

    private sealed class Clock;

    [Fact]
    public void Each_form_of_a_workflow_gives_its_types()
    {
        Func<WorkflowContext<Digest>, Task<int>> variable = _ => Task.FromResult(0);

        Assert.Equal((typeof(Digest), typeof(int)), Types(r => r.AddWorkflow<Digest, int>("w", async ctx => await Task.FromResult(ctx.Input.Day.Length))));
        Assert.Equal((typeof(Digest), typeof(int)), Types(r => r.AddWorkflow("w", async (WorkflowContext<Digest> ctx) => await Task.FromResult(1))));
        Assert.Equal((typeof(Digest), typeof(int)), Types(r => r.AddWorkflow("w", (WorkflowContext<Digest> ctx) => Task.FromResult(1), o => o.MaxAttempts = 2)));
        Assert.Equal((typeof(Digest), typeof(int)), Types(r => r.AddWorkflow("w", variable)));
        Assert.Equal((typeof(Digest), typeof(int)), Types(r => r.AddWorkflow("w", RunAsync)));
        Assert.Equal((typeof(Digest), typeof(object)), Types(r => r.AddWorkflow("w", async (WorkflowContext<Digest> ctx) => await Task.Yield())));
        Assert.Equal((typeof(Digest), typeof(object)), Types(r => r.AddWorkflow("w", (WorkflowContext<Digest> ctx) => Task.CompletedTask)));
        Assert.Equal((typeof(Digest), typeof(int)), Types(r => r.AddWorkflow("w", (WorkflowContext<Digest> ctx, Clock clock) => Task.FromResult(1))));
        Assert.Equal((typeof(Digest), typeof(int)), Types(r => r.AddWorkflow("w", (WorkflowContext<Digest> ctx, Clock? clock = null) => Task.FromResult(1))));
        Assert.Equal((typeof(Digest), typeof(object)), Types(r => r.AddWorkflow("w", async (WorkflowContext<Digest> ctx, Clock clock, CancellationToken ct) => await Task.Yield(), o => { })));
    }

    [Fact]
    public async Task A_keyed_service_that_is_optional_may_be_missing()
    {
        await using var host = await RedflowTestHost.StartAsync(redflow => redflow.AddWorkflow(
            "work", (WorkflowContext<int> ctx, [FromKeyedServices("none")] Clock? clock = null) => Task.FromResult(clock is null), o => o.MaxAttempts = 1));

        var handle = await host.Client.EmitWorkflowAsync<int, bool>("work", 1);

        Assert.True(await handle.GetResultAsync(Wait.Limit));
    }

    [Fact]
    public void Each_form_of_a_job_gives_its_types()
    {
        Assert.Equal((typeof(Digest), typeof(int)), Types(r => r.AddJob("j", async (Digest input) => await Task.FromResult(1))));
        Assert.Equal((typeof(Digest), typeof(object)), Types(r => r.AddJob("j", (Digest input, Clock clock, CancellationToken ct) => Task.CompletedTask)));
        Assert.Equal((typeof(int), typeof(string)), Types(r => r.AddJob("j", (int input, StepContext step) => Task.FromResult(step.Name), o => o.Queue = "fast")));
        Assert.Equal((typeof(Digest), typeof(int)), Types(r => r.AddJob("j", JobAsync)));
    }

    [Fact]
    public void Each_form_of_a_handler_of_ends_is_taken()
    {
        var options = new WorkflowOptions();

        options.OnFailure(ctx => Task.CompletedTask);
        options.OnFailure(async ctx => await Task.Yield());
        options.OnFailure(async (RunEndContext ctx) => await Task.Yield());
        options.OnFailure(async (RunEndContext ctx, Clock clock) => await Task.Yield());

        Assert.All(options.Handlers, handler => Assert.Null(handler.Mistake));
        Assert.Equal([0, 0, 0, 1], options.Handlers.Select(handler => handler.Services.Count));
    }

    [Fact]
    public void Delegates_that_do_not_fit_are_told_together_with_all_else()
    {
        var mistakes = Mistakes(r => r
            .AddWorkflow("no-context", (Digest input) => Task.FromResult(1))
            .AddWorkflow("no-parameter", () => Task.FromResult(1))
            .AddWorkflow("no-task", (WorkflowContext<Digest> ctx) => 1)
            .AddWorkflow("by-reference", (WorkflowContext<Digest> ctx, ref int count) => Task.CompletedTask)
            .AddWorkflow("value-task", (WorkflowContext<Digest> ctx) => ValueTask.FromResult(1))
            .AddWorkflow("no-service", (WorkflowContext<Digest> ctx, Clock clock) => Task.CompletedTask)
            .AddWorkflow("no-key", (WorkflowContext<Digest> ctx, [FromKeyedServices("k")] Clock clock) => Task.CompletedTask)
            .AddWorkflow("step-outside", (WorkflowContext<Digest> ctx, IHostEnvironment known) => Task.CompletedTask, o => o.OnFailure((int i) => Task.CompletedTask))
            .AddJob("token", (CancellationToken ct) => Task.CompletedTask)
            .AddJob("context", (WorkflowContext<Digest> ctx) => Task.CompletedTask)
            .AddWorkflow<Digest, int>("no spaces", _ => Task.FromResult(1))
            .AddWorkflow<Clock>());

        Assert.Equal(12, mistakes.Count);
        Assert.All(
            [
                "'no-context': the first parameter of its delegate has to be a WorkflowContext<TInput>, not Digest", "'no-parameter': its delegate needs a first parameter",
                "'no-task': its delegate has to return Task or Task<T>, not Int32", "'by-reference': its delegate needs", "'value-task': its delegate has to return",
                "'no-service': Redflow.Core.Tests.Workflows.WorkflowDelegateTests+Clock, which its delegate takes as 'clock', is not registered", "'no-key'", "takes a RunEndContext first", "'token': the first parameter of its delegate is its input",
                "'context': the first parameter", "'no spaces'", "Clock has no [Workflow(\"name\")]",
            ],
            part => Assert.Single(mistakes, mistake => mistake.Contains(part, StringComparison.Ordinal)));
    }

    [Fact]
    public void An_assembly_with_mistakes_is_told_as_one()
    {
        var mistakes = Mistakes(r => r.AddWorkflowsFromAssembly(typeof(WorkflowDelegateTests).Assembly));

        Assert.Contains(mistakes, mistake => mistake.Contains("NoInterface has to be a class", StringComparison.Ordinal));
        Assert.Contains(mistakes, mistake => mistake.Contains("Workflow 'spans'", StringComparison.Ordinal));
    }

    private static async Task<int> RunAsync(WorkflowContext<Digest> ctx) => await Task.FromResult(ctx.Input.Day.Length);

    private static Task<int> JobAsync(Digest input) => Task.FromResult(input.Day.Length);

    private static (Type, Type) Types(Action<RedflowBuilder> add)
    {
        using var host = Build(add, services => services.AddSingleton<Clock>());
        var definition = host.Services.GetRequiredService<WorkflowRegistry>().Definitions.Single(definition => definition.Name is "w" or "j");
        return (definition.InputType, definition.OutputType);
    }

    private static IReadOnlyList<string> Mistakes(Action<RedflowBuilder> add)
    {
        using var host = Build(add, _ => { });
        return Assert.Throws<WorkflowDefinitionException>(() => host.Services.GetRequiredService<WorkflowRegistry>()).Mistakes;
    }

    private static IHost Build(Action<RedflowBuilder> add, Action<IServiceCollection> services)
    {
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Configuration["ConnectionStrings:redis"] = "memory://";
        services(builder.Services);
        add(builder.AddRedflowWorker("redis"));
        return builder.Build();
    }
}
