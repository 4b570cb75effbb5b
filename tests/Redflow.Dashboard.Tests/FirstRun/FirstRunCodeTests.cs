using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Redflow.Client;
using Redflow.Dashboard.FirstRun;
using Redflow.Testing;
using Redflow.Workflows;

namespace Redflow.Dashboard.Tests.FirstRun;

/// <summary>The code that the overview shows to be pasted, run.</summary>
public sealed class FirstRunCodeTests
{
    [Fact]
    public async Task What_is_to_be_pasted_runs()
    {
        var builder = Host.CreateApplicationBuilder(["--ConnectionStrings:redis=memory://", $"--Aspire:Redflow:Client:Prefix=test-{Guid.NewGuid():N}"]);
        builder.AddRedflowWorker("redis").AddWorkflow<Greet>();
        builder.AddRedflowScheduler("redis");
        using var host = builder.Build();
        await host.StartAsync().Bounded();
        var client = host.Services.GetRequiredService<RedflowClient>();
        await Wait.UntilAsync(async () => (await client.ListWorkflowsAsync()).Count == 1, "the worker has registered its workflow");

        var run = await client.EmitWorkflowAsync<string, string>("greet", "Ada");

        Assert.Equal("Hello, Ada!", await run.GetResultAsync(Wait.Limit).Bounded());
        await host.StopAsync().Bounded();
    }

    [Theory]
    [InlineData(FirstRunCode.Workflow)]
    [InlineData(FirstRunCode.Worker)]
    [InlineData(FirstRunCode.Emit)]
    public void It_is_the_code_of_this_file(string code) => Assert.Contains(
        Lines(code), Lines(Repository.Read("tests", "Redflow.Dashboard.Tests", "FirstRun", "FirstRunCodeTests.cs")), StringComparison.Ordinal);

    private static string Lines(string code) => string.Join('\n', code.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));

    [Workflow("greet")]
    public sealed class Greet : IWorkflow<string, string>
    {
        public async Task<string> RunAsync(WorkflowContext<string> ctx)
        {
            var greeting = await ctx.Step.RunAsync("compose", _ => Task.FromResult($"Hello, {ctx.Input}!"));
            await ctx.Step.SleepAsync("think", TimeSpan.FromSeconds(1));
            return greeting;
        }
    }
}
