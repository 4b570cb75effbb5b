namespace Redflow.Dashboard.FirstRun;

/// <summary>What is to be pasted first; tests run it.</summary>
internal static class FirstRunCode
{
    /// <summary>Starts the samples.</summary>
    public const string StartSamples = "dotnet run --project Redflow.Worker";

    /// <summary>A workflow of one's own.</summary>
    public const string Workflow = """
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
        """;

    /// <summary>The worker that runs it.</summary>
    public const string Worker = """
        builder.AddRedflowWorker("redis").AddWorkflow<Greet>();
        builder.AddRedflowScheduler("redis");
        """;

    /// <summary>How it is emitted.</summary>
    public const string Emit = """
        var run = await client.EmitWorkflowAsync<string, string>("greet", "Ada");
        """;
}
