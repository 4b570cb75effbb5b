using Microsoft.Extensions.DependencyInjection;
using Redflow.Client;
using Redflow.Payloads;
using Redflow.Runs;
using Redflow.Testing;
using Redflow.Worker.Samples;
using Redflow.Worker.Workflows.Welcome;

namespace Redflow.Worker.Tests;

/// <summary>What the end-to-end tests of the samples share: a prefix, a folder and workers over both.</summary>
public abstract class WorkflowTests(GarnetServer server) : IDisposable
{
    private readonly string _prefix = $"test-{Guid.NewGuid():N}";

    private protected TempFolder Folder { get; } = new();

    public void Dispose()
    {
        Folder.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Starts a worker as Program.cs composes it. When it stops, what runs is cut off at once and goes back to its queue.</summary>
    private protected Task<WorkerHost> StartWorkerAsync(TimeProvider? time = null) => WorkerHost.StartAsync(
        server,
        _prefix,
        workflows => workflows.AddWorkflowsFromAssembly(typeof(SendWelcomeEmail).Assembly),
        worker => worker.ShutdownGracePeriod = TimeSpan.Zero,
        services => services
            .AddSingleton(time ?? TimeProvider.System)
            .AddSamples()
            .Configure<SamplesOptions>(samples => samples.Folder = Folder.Path));

    /// <summary>Emits as the Api does: by name, with JSON from outside.</summary>
    private protected static Task<RunHandle<Payload>> EmitAsync(WorkerHost worker, string workflow, string input) =>
        worker.Client.EmitWorkflowAsync(workflow, new Payload(System.Text.Encoding.UTF8.GetBytes(input))).Bounded();

    private protected static async Task<T> ResultAsync<T>(WorkerHost worker, RunId run) =>
        await worker.Client.GetHandle<T>(run).GetResultAsync(Wait.Limit);

    private protected static async Task<RunError> ErrorAsync(RunHandle<Payload> run) =>
        (await Assert.ThrowsAsync<WorkflowFailedException>(() => run.GetResultAsync(Wait.Limit))).Error;

    private protected static Task StepsAsync(WorkerHost worker, RunId run, int count) => Wait.UntilAsync(
        async () => (await worker.Client.GetRunStepsAsync(run)).Count >= count, $"{count} steps are committed");
}
