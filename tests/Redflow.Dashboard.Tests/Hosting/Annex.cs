using Redflow.Api.Tests.Hosting;
using Redflow.Client;
using Redflow.Runs;
using Redflow.Testing;
using Redflow.Workflows;

namespace Redflow.Dashboard.Tests.Hosting;

/// <summary>A namespace of a test's own on the fixture's server, with a worker and an API: for tests that make many runs, which others would find in their lists.</summary>
internal sealed class Annex : IAsyncDisposable
{
    private readonly WorkerHost _worker;

    private Annex(WorkerHost worker, ApiServer api) => (_worker, Api) = (worker, api);

    public RedflowClient Client => _worker.Client;

    public ApiServer Api { get; }

    public static async Task<Annex> StartAsync(DashboardFixture fixture, params string[] args)
    {
        DashboardFixture.SkipWithoutBrowser();
        var prefix = $"test-{Guid.NewGuid():N}";
        var worker = await WorkerHost.StartAsync(fixture.Redis, prefix, new Shop().AddTo).Bounded();
        return new(worker, await ApiServer.StartAsync(fixture.Redis, prefix, args));
    }

    /// <summary>Emits reminders, to which nothing happens by itself.</summary>
    public async Task<RunId[]> EmitAsync(int count, params string[] tags) =>
    [
        .. (await Client.EmitManyAsync(
            new WorkflowRef<Shop.Order, string>(Shop.Reminder),
            [.. Enumerable.Range(1, count).Select(number => new Shop.Order(number, "Ada", 1))],
            _ => new() { Delay = TimeSpan.FromDays(1), Tags = tags }).Bounded()).Select(run => run.Id),
    ];

    public async ValueTask DisposeAsync()
    {
        await Api.DisposeAsync();
        await _worker.DisposeAsync();
    }
}
