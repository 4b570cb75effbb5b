using Redflow.Storage;
using Redflow.Testing;

namespace Redflow.Core.Tests.Storage.Model;

/// <summary>The store under test and its model: each call goes to both, and their replies have to be the same.</summary>
internal sealed class StorePair(TestStore tested, TestStore model) : IAsyncDisposable
{
    private readonly List<(string What, object? Reply)> _log = [];

    public IRedflowStore Tested => tested.Store;

    public IRedflowStore Model => model.Store;

    public DateTimeOffset Now => model.Now;

    /// <summary>What was called, with what the model replied.</summary>
    public string Log() => string.Join("\n", _log.Select(call => $"  {call.What} -> {Plain.Text(call.Reply)}"));

    public async Task InitializeAsync()
    {
        await tested.InitializeAsync();
        await model.InitializeAsync();
    }

    public async Task AdvanceAsync(TimeSpan by)
    {
        _log.Add(("advance", by));
        await tested.AdvanceAsync(by);
        await model.AdvanceAsync(by);
    }

    /// <summary>Calls both stores, and compares what is told of their replies.</summary>
    public async Task<(T Tested, T Model)> CallAsync<T>(string what, Func<IRedflowStore, Task<T>> call, Func<T, object?> tell)
    {
        var replies = await AskAsync(what, call);
        Compare(what, Plain.Text(tell(replies.Tested)), Plain.Text(tell(replies.Model)));
        return replies;
    }

    public Task CallAsync<T>(string what, Func<IRedflowStore, Task<T>> call) => CallAsync(what, call, reply => reply);

    /// <summary>Reads from both stores, and compares what is told of what they found.</summary>
    public async Task ReadAsync<T>(string what, Func<IRedflowStore, Task<T>> read, Func<T, object?> tell) =>
        Compare(what, Plain.Text(tell(await read(Tested).Bounded())), Plain.Text(tell(await read(Model).Bounded())));

    public Task ReadAsync<T>(string what, Func<IRedflowStore, Task<T>> read) => ReadAsync(what, read, found => found);

    /// <summary>Calls both stores, whose replies may differ.</summary>
    public async Task<(T Tested, T Model)> AskAsync<T>(string what, Func<IRedflowStore, Task<T>> call)
    {
        var replies = (Tested: await call(Tested).Bounded(), Model: await call(Model).Bounded());
        _log.Add((what, replies.Model));
        return replies;
    }

    /// <summary>Calls both stores, which have nothing to reply.</summary>
    public Task CallAsync(string what, Func<IRedflowStore, Task> call) => AskAsync(what, async store =>
    {
        await call(store);
        return "done";
    });

    public void Compare(string what, string found, string expected)
    {
        if (found != expected)
        {
            throw new DisagreementException($"The stores disagree on {what}.\nModel:  {expected}\nTested: {found}\nCalls:\n{Log()}");
        }
    }

    public async ValueTask DisposeAsync()
    {
        await tested.DisposeAsync();
        await model.DisposeAsync();
    }
}
