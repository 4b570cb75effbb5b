using System.Net;
using System.Text.Json.Nodes;
using Redflow.Client;
using Redflow.Testing;
using Redflow.Workflows;

namespace Redflow.Api.Tests.Hosting;

/// <summary>Redis, the API and a worker with <see cref="Trials"/>, for tests of what is done to runs.</summary>
public sealed class TrialFixture : IAsyncLifetime
{
    private readonly string _prefix = $"test-{Guid.NewGuid():N}";
    private WorkerHost? _worker;
    private ApiServer? _api;

    public GarnetServer Redis { get; } = new();

    public Trials Trials { get; } = new();

    public HttpClient Http => _api!.Http;

    /// <summary>The engine's own client, for many runs at a time.</summary>
    public RedflowClient Client => _worker!.Client;

    public async Task InitializeAsync()
    {
        await Redis.InitializeAsync();
        _worker = await WorkerHost.StartAsync(Redis, _prefix, Trials.AddTo, options => options.Concurrency = 50).Bounded();
        _api = await ApiServer.StartAsync(Redis, _prefix);
        await Wait.UntilAsync(async () => (await Http.AskAsync($"/api/v1/workflows/{Trials.Leaf}")).IsSuccessStatusCode, "the worker has registered its workflows");
    }

    /// <summary>Another API over the same runs.</summary>
    public Task<ApiServer> StartAnotherAsync() => ApiServer.StartAsync(Redis, _prefix);

    /// <summary>Reads a run.</summary>
    public async Task<JsonNode> GetAsync(string id) => await (await Http.AskAsync($"/api/v1/runs/{id}")).JsonAsync(HttpStatusCode.OK);

    /// <summary>Waits until a run is in a status.</summary>
    public async Task ReachAsync(string id, string status) =>
        await Wait.UntilAsync(async () => (await GetAsync(id)).Text("status") == status, $"run {id} is {status}");

    /// <summary>Emits runs that are due tomorrow, with a tag.</summary>
    public async Task<IReadOnlyList<string>> EmitDelayedAsync(int count, string tag)
    {
        var handles = await Client.EmitManyAsync(
            new WorkflowRef<int, int>(Trials.Idle), [.. Enumerable.Range(0, count)], _ => new() { Delay = TimeSpan.FromDays(1), Tags = [tag] }).Bounded();
        return [.. handles.Select(handle => handle.Id.ToString())];
    }

    public async Task DisposeAsync()
    {
        await _api!.DisposeAsync();
        await _worker!.DisposeAsync();
        await Redis.DisposeAsync();
    }
}
