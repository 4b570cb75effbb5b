using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Redflow.Client;
using Redflow.Testing;
using Redflow.Workflows;
using Xunit;

namespace Redflow.Core.Tests.Docs;

/// <summary>The code of docs/tutorials/first-workflow.md, run.</summary>
public sealed class FirstWorkflowSample
{
    [Fact]
    public async Task The_program_of_the_tutorial_prints_what_it_says()
    {
        var lines = await LinesAsync(console => RunAsync(
            ["--ConnectionStrings:redis=memory://", "--Aspire:Redflow:Client:Prefix=tutorial", "--Logging:LogLevel:Default=None"], console));

        Assert.Equal(["Ada gets a cup of tea"], lines);
    }

    [Fact]
    public async Task The_program_that_looks_at_its_run_prints_what_the_tutorial_says()
    {
        var lines = await LinesAsync(LookAsync);

        Assert.Equal(
            [
                "Ada gets a cup of tea",
                "succeeded in attempt 2",
                "attempt 1 failed: The kettle is cold.",
                "boil: succeeded in attempt 2",
                "draw: succeeded in attempt 2",
                "pour: succeeded in attempt 2",
            ],
            lines[..^1]);
        Assert.EndsWith(": succeeded in attempt 2", lines[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_tea_is_poured_at_the_second_attempt()
    {
        var run = await WorkflowTest.For<MakeTea, Guest, string>(services => services.AddSingleton<Kettle>()).RunAsync(new("Ada"));

        Assert.Equal("Ada gets a cup of tea", run.Output);
        Assert.Equal(2, run.Run.Attempt);
        Assert.Equal(["boil", "draw", "pour"], run.Steps.Select(step => step.Name));
    }

    private static async Task RunAsync(string[] args, TextWriter Console)
    {
        var builder = Host.CreateApplicationBuilder(args);
        builder.Services.AddSingleton<Kettle>();
        builder.AddRedflowWorker("redis").AddWorkflow<MakeTea>();
        builder.AddRedflowScheduler("redis");
        using var host = builder.Build();
        await host.StartAsync();

        var client = host.Services.GetRequiredService<RedflowClient>();
        var handle = await client.EmitWorkflowAsync<Guest, string>("make-tea", new("Ada"));
        Console.WriteLine(await handle.GetResultAsync(TimeSpan.FromSeconds(30)));
        await host.StopAsync();
    }

    private static async Task LookAsync(TextWriter Console)
    {
        await using var host = await RedflowTestHost.StartAsync(redflow => redflow.AddWorkflow<MakeTea>(), services => services.AddSingleton<Kettle>());
        var client = host.Client;
        var handle = await client.EmitWorkflowAsync<Guest, string>("make-tea", new("Ada"));
        Console.WriteLine(await handle.GetResultAsync(TimeSpan.FromSeconds(30)));

        var run = await handle.GetStateAsync();
        Console.WriteLine($"{run.Status.ToString().ToLowerInvariant()} in attempt {run.Attempt}");
        foreach (var failed in run.FailedAttempts)
        {
            Console.WriteLine($"attempt {failed.Attempt} failed: {failed.Error.Message}");
        }

        foreach (var step in await client.GetRunStepsAsync(handle.Id))
        {
            Console.WriteLine($"{step.Name}: {step.Status.ToString().ToLowerInvariant()} in attempt {step.Attempt}");
        }

        await foreach (var made in client.EnumerateRunsAsync(new() { Workflow = "make-tea" }))
        {
            Console.WriteLine($"{made.Id}: {made.Status.ToString().ToLowerInvariant()} in attempt {made.Attempt}");
        }
    }

    private static async Task<string[]> LinesAsync(Func<TextWriter, Task> program)
    {
        using var output = new StringWriter();
        await program(output).Bounded();
        return output.ToString().Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
    }
}

public sealed record Guest(string Name);

public sealed class Kettle
{
    private int _uses;

    public Task BoilAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return ++_uses == 1 ? throw new InvalidOperationException("The kettle is cold.") : Task.CompletedTask;
    }
}

[Workflow("make-tea", MaxAttempts = 3)]
public sealed class MakeTea(Kettle kettle) : IWorkflow<Guest, string>
{
    public async Task<string> RunAsync(WorkflowContext<Guest> ctx)
    {
        await ctx.Step.RunAsync("boil", ct => kettle.BoilAsync(ct));
        await ctx.Step.SleepAsync("draw", TimeSpan.FromSeconds(1));
        return await ctx.Step.RunAsync("pour", _ => Task.FromResult($"{ctx.Input.Name} gets a cup of tea"));
    }
}
