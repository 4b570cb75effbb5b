using Redflow.Client;
using Redflow.Testing;

namespace Redflow.Api.Tests.Hosting;

/// <summary>Redis, the API and a worker with <see cref="Samples"/>, for all tests that only talk to them.</summary>
public sealed class ApiFixture : IAsyncLifetime
{
    private WorkerHost? _worker;
    private ApiServer? _api;

    public GarnetServer Redis { get; } = new();

    /// <summary>What the names of its keys begin with.</summary>
    public string Prefix { get; } = $"test-{Guid.NewGuid():N}";

    public Samples Samples { get; } = new();

    public HttpClient Http => _api!.Http;

    public IServiceProvider Services => _api!.Services;

    /// <summary>For what the API does not offer.</summary>
    public RedflowClient Client => _worker!.Client;

    public async Task InitializeAsync()
    {
        await Redis.InitializeAsync();
        _worker = await WorkerHost.StartAsync(Redis, Prefix, Samples.AddTo, options => options.Concurrency = 50).Bounded();
        _api = await ApiServer.StartAsync(Redis, Prefix);
        await Wait.UntilAsync(
            async () => (await Http.GetAsync(new Uri($"/api/v1/workflows/{Samples.Greet}", UriKind.Relative))).IsSuccessStatusCode,
            "the worker has registered its workflows");
    }

    /// <summary>Another API over the same runs.</summary>
    public Task<ApiServer> StartAnotherAsync(params string[] args) => ApiServer.StartAsync(Redis, Prefix, args);

    /// <summary>Another API over the same runs, which calls back with each request that it has taken.</summary>
    public Task<ApiServer> StartAnotherAsync(Action arrived)
    {
        var app = ApiServer.Build(Redis, Prefix);
        app.Use(next => context =>
        {
            arrived();
            return next(context);
        });
        return ApiServer.StartAsync(app);
    }

    public async Task DisposeAsync()
    {
        await _api!.DisposeAsync();
        await _worker!.DisposeAsync();
        await Redis.DisposeAsync();
    }
}
