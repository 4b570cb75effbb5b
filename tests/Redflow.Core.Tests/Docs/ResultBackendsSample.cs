using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Redflow.Client;
using Redflow.Payloads;
using Redflow.Results;
using Redflow.Runs;
using Redflow.Testing;
using Xunit;

namespace Redflow.Core.Tests.Docs;

public sealed class PrinterException : Exception;

public sealed class OwnResults : IRunResultBackend
{
    private readonly ConcurrentDictionary<string, RunResult> _results = new();
    private TaskCompletionSource _stored = NewSignal();

    public Task StoreAsync(RunResult result, CancellationToken cancellationToken = default)
    {
        _results[result.Id] = result;
        Interlocked.Exchange(ref _stored, NewSignal()).SetResult();
        return Task.CompletedTask;
    }

    public Task<RunResult?> GetAsync(string id, CancellationToken cancellationToken = default) =>
        Task.FromResult(_results.GetValueOrDefault(id));

    public async Task<RunResult> WaitForAsync(string id, TimeSpan? timeout = null, CancellationToken cancellationToken = default)
    {
        using var limit = new CancellationTokenSource(timeout ?? Timeout.InfiniteTimeSpan);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        while (true)
        {
            var stored = Volatile.Read(ref _stored).Task;
            if (await GetAsync(id, cancellationToken) is { IsCompleted: true } result)
            {
                return result;
            }

            if (limit.IsCancellationRequested)
            {
                throw new RedflowTimeoutException($"Result '{id}' was not complete within {timeout}.");
            }

            await stored.WaitAsync(end.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}

/// <summary>The code of docs/how-to/result-backends.md, run. The suite of the backends runs <see cref="OwnResults"/>.</summary>
public sealed class ResultBackendsSample
{
    [Fact]
    public async Task What_one_process_stores_another_one_waits_for()
    {
        await using var results = RunResultBackends.Create(connectionString: null);
        var pages = WaitAsync(results);

        await StoreAsync(results, () => Task.FromResult(12));

        Assert.Equal(12, await pages.Bounded());
    }

    [Fact]
    public async Task A_failure_is_stored_too()
    {
        await using var results = RunResultBackends.Create(connectionString: null);

        await StoreAsync(results, () => throw new PrinterException());

        Assert.Null(await WaitAsync(results).Bounded());
        var stored = (await results.GetAsync("report-7"))!;
        Assert.Equal((RunStatus.Failed, typeof(PrinterException).FullName), (stored.Status, stored.Error!.Type));
    }

    [Fact]
    public async Task Results_are_listed_deleted_and_cleared()
    {
        await using var results = RunResultBackends.Create(connectionString: null);
        for (var i = 0; i < 50; i++)
        {
            await results.StoreAsync(new() { Id = $"report-{i}", Status = RunStatus.Failed, SubmittedAt = DateTimeOffset.UnixEpoch.AddMinutes(i) });
        }

        var (failed, existed, count) = await ListAsync(results);

        Assert.Equal(Enumerable.Range(0, 10).Reverse().Select(i => $"report-{i}"), failed.Select(result => result.Id));
        Assert.Equal((true, 49L), (existed, count));
    }

    [Fact]
    public async Task A_backend_is_opened_by_a_connection_string()
    {
        await OpenAsync("memory://").Bounded();
    }

    [Fact]
    public void A_host_has_the_backend_in_its_container()
    {
        var builder = Host.CreateEmptyApplicationBuilder(new() { Args = ["--ConnectionStrings:redis=memory://"] });
        Add(builder);
        using var host = builder.Build();

        Assert.IsType<MemoryRunResultBackend>(host.Services.GetRequiredService<IRunResultBackend>());
        Assert.Equal(TimeSpan.FromDays(1), host.Services.GetRequiredService<IOptions<RunResultOptions>>().Value.ResultTtl);
    }

    [Fact]
    public async Task The_engine_answers_as_a_backend_does()
    {
        await using var host = await RedflowTestHost.StartAsync(redflow => redflow.AddWorkflow<int, string>("print", ctx => Task.FromResult($"{ctx.Input} pages")));
        var handle = await host.Client.EmitWorkflowAsync<int, string>("print", 12);

        var ended = await AskAsync(host.Client, handle).Bounded();

        Assert.Equal((true, "12 pages"), (ended.Succeeded, ended.Output!.Value.As<string>()));
    }

    private static async Task OpenAsync(string url)
    {
        await using var results = RunResultBackends.Create(url, new() { ResultTtl = TimeSpan.FromHours(1) });
        await results.StoreAsync(new() { Id = "report-7", Status = RunStatus.Running });
        Assert.NotNull(await results.GetAsync("report-7"));
    }

    private static void Add(HostApplicationBuilder builder)
    {
        builder.AddRedflowResults("redis", o => o.ResultTtl = TimeSpan.FromDays(1));
    }

    private static async Task StoreAsync(IRunResultBackend results, Func<Task<int>> PrintAsync)
    {
        var report = new RunResult { Id = "report-7", Status = RunStatus.Running, SubmittedAt = DateTimeOffset.UtcNow };
        await results.StoreAsync(report);
        try
        {
            var pages = await PrintAsync();
            await results.StoreAsync(report with { Status = RunStatus.Succeeded, Output = Payload.From(pages) });
        }
        catch (PrinterException exception)
        {
            await results.StoreAsync(report with { Status = RunStatus.Failed, Error = RunError.From(exception) });
        }
    }

    private static async Task<int?> WaitAsync(IRunResultBackend results)
    {
        var finished = await results.WaitForAsync("report-7", TimeSpan.FromMinutes(5));
        var pages = finished.Succeeded ? finished.Output?.As<int>() : null;
        return pages;
    }

    private static async Task<(IReadOnlyList<RunResult> Failed, bool Existed, long Count)> ListAsync(IRunResultBackend results)
    {
        var failed = await results.ListByStatusAsync(RunStatus.Failed, limit: 20, offset: 40);
        var existed = await results.DeleteAsync("report-7");
        var count = await results.ClearAsync();
        return (failed, existed, count);
    }

    private static async Task<RunResult> AskAsync(RedflowClient client, RunHandle<string> handle)
    {
        var runs = new ClientRunResultBackend(client);
        var ended = await runs.WaitForAsync(handle.Id.ToString(), TimeSpan.FromMinutes(5));
        return ended;
    }
}
