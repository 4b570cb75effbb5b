using System.Collections.Concurrent;
using Microsoft.Extensions.Hosting;
using Redflow.Client;
using Redflow.Payloads;
using Redflow.Results;
using Redflow.Runs;

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

/// <summary>The code of docs/how-to/result-backends.md, compiled.</summary>
internal static class ResultBackendsSample
{
    public static async Task OpenAsync(HostApplicationBuilder builder)
    {
        await using var results = RunResultBackends.Create("redis://:secret@localhost:6379/2", new() { ResultTtl = TimeSpan.FromHours(1) });
        builder.AddRedflowResults("redis", o => o.ResultTtl = TimeSpan.FromDays(1));
    }

    public static async Task StoreAsync(IRunResultBackend results, Func<Task<int>> PrintAsync)
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

    public static async Task<int?> WaitAsync(IRunResultBackend results)
    {
        var finished = await results.WaitForAsync("report-7", TimeSpan.FromMinutes(5));
        var pages = finished.Succeeded ? finished.Output?.As<int>() : null;
        return pages;
    }

    public static async Task<(IReadOnlyList<RunResult> Failed, bool Existed, long Count)> ListAsync(IRunResultBackend results)
    {
        var failed = await results.ListByStatusAsync(RunStatus.Failed, limit: 20, offset: 40);
        var existed = await results.DeleteAsync("report-7");
        var count = await results.ClearAsync();
        return (failed, existed, count);
    }

    public static async Task<RunResult> AskAsync(RedflowClient client, RunHandle<string> handle)
    {
        var runs = new ClientRunResultBackend(client);
        var ended = await runs.WaitForAsync(handle.Id.ToString(), TimeSpan.FromMinutes(5));
        return ended;
    }
}
