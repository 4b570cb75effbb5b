using Redflow.Client;
using Redflow.Hosting;
using Redflow.Runs;
using Redflow.Testing;
using Redflow.Workflows;

namespace Redflow.Api.Tests.Hosting;

/// <summary>An API over runs of a test's own: what it pauses or limits is nobody else's.</summary>
internal sealed class OwnApi : IAsyncDisposable
{
    private readonly WorkerHost _worker;
    private readonly ApiServer _api;

    private OwnApi(WorkerHost worker, ApiServer api) => (_worker, _api) = (worker, api);

    public HttpClient Http => _api.Http;

    public RedflowClient Client => _worker.Client;

    /// <summary>Starts it with the workflow <c>work</c>, which returns its input or, where that is negative, fails.</summary>
    public static async Task<OwnApi> StartAsync(ApiFixture fixture, Action<WorkflowOptions>? options = null, Action<RedflowWorkerOptions>? configure = null)
    {
        var prefix = $"test-{Guid.NewGuid():N}";
        var worker = await WorkerHost.StartAsync(
            fixture.Redis, prefix, redflow => redflow.AddWorkflow<int, int>("work", Work, options ?? (_ => { })), configure).Bounded();
        return new(worker, await ApiServer.StartAsync(fixture.Redis, prefix));
    }

    /// <summary>Emits a run and waits for its end.</summary>
    public async Task<RunId> RunAsync(int input)
    {
        var handle = await Client.EmitWorkflowAsync<int, int>("work", input).Bounded();
        Assert.NotNull(await Client.WaitForRunAsync(handle.Id, Wait.Limit).Bounded());
        return handle.Id;
    }

    /// <summary>Stops the worker as SIGTERM does.</summary>
    public Task StopWorkerAsync() => _worker.StopAsync();

    public async ValueTask DisposeAsync()
    {
        await _api.DisposeAsync();
        await _worker.DisposeAsync();
    }

    private static Task<int> Work(WorkflowContext<int> ctx) =>
        ctx.Input >= 0 ? Task.FromResult(ctx.Input) : throw new NonRetriableException($"{ctx.Input} is negative.");
}
