using Redflow.Runs;
using Redflow.Storage.Redis.Results;
using StackExchange.Redis;
using Xunit;

namespace Redflow.Core.Tests.Storage;

public sealed partial class ScriptWordTests
{
    private static Dictionary<string, Func<ScriptWordTests, Task>> OfResults => new()
    {
        ["store_result stored"] = test => test.OnResultsAsync(_ => Task.CompletedTask),
        ["delete_result deleted"] = test => test.OnResultsAsync(results => results.DeleteAsync("1")),
        ["delete_result unknown"] = test => test.OnResultsAsync(results => results.DeleteAsync("2")),
        ["await_result complete"] = test => test.OnResultsAsync(results => results.WaitForAsync("1")),
        ["await_result waiting"] = test => test.OnResultsAsync(
            results => Assert.ThrowsAsync<RedflowTimeoutException>(() => results.WaitForAsync("2", TimeSpan.FromMilliseconds(1)))),
        ["list_results end"] = test => test.OnResultsAsync(ListAsync),
        ["list_results more"] = test => test.OnResultsAsync(ListAsync, stored: 101),
        ["list_results swept"] = test => test.OnResultsAsync(ListAsync, expired: 1_000),
        ["clear_results end"] = test => test.OnResultsAsync(results => results.ClearAsync()),
        ["clear_results more"] = test => test.OnResultsAsync(results => results.ClearAsync(), stored: 1_001),
    };

    private static Task ListAsync(RedisRunResultBackend results) => results.ListByStatusAsync(RunStatus.Succeeded);

    /// <summary>Does something to stored results.</summary>
    /// <param name="act">What to do.</param>
    /// <param name="stored">How many there are, from "1" on.</param>
    /// <param name="expired">How many more have expired and are listed still.</param>
    private Task OnResultsAsync(Func<RedisRunResultBackend, Task> act, int stored = 1, int expired = 0) => ListenAsync(async (_, multiplexer) =>
    {
        var prefix = $"test-{Guid.NewGuid():N}";
        await using var results = new RedisRunResultBackend(multiplexer, new() { Prefix = prefix }, TimeProvider.System);
        await Task.WhenAll(Enumerable.Range(1, stored).Select(id => results.StoreAsync(new() { Id = $"{id}", Status = RunStatus.Succeeded })));
        var entries = Enumerable.Range(0, expired).Select(i => new SortedSetEntry($"succeeded:old-{i}", 0)).ToArray();
        if (entries.Length > 0)
        {
            await _server.Multiplexer.GetDatabase().SortedSetAddAsync($"{new ResultKeys(prefix).Guard}:expiries", entries);
        }

        await act(results);
    });
}
