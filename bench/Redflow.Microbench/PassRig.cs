using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Redflow.Storage;

namespace Redflow.Microbench;

/// <summary>A worker as a host has it, over a store that costs next to nothing.</summary>
internal sealed class PassRig : IAsyncDisposable
{
    /// <summary>How many runs the worker works on at a time.</summary>
    private const int Concurrency = 50;

    private readonly NullStore _store;
    private readonly IHost _host;

    private PassRig(NullStore store, IHost host) => (_store, _host) = (store, host);

    /// <param name="workflow">Whose runs the worker gets.</param>
    /// <param name="commits">How steps' commits are answered.</param>
    public static async Task<PassRig> StartAsync(string workflow, CommitAnswers commits)
    {
        var store = new NullStore(workflow, commits);
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddSingleton<IRedflowStore>(new EncodedStore(store, []));
        builder.AddRedflowWorker("redis", worker => worker.Concurrency = Concurrency).AddWorkflow<NoOp>().AddWorkflow<ThreeSteps>();
        var host = builder.Build();
        await host.StartAsync();
        return new(store, host);
    }

    /// <summary>Has the worker claim, run and hand in so many runs.</summary>
    public Task RunAsync(int count) => _store.RunAsync(count);

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
    }
}
