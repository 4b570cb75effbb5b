using Redflow.Runs;
using Redflow.Storage;
using Redflow.Testing;
using Xunit;

namespace Redflow.Core.Tests.Storage;

public sealed partial class ScriptWordTests
{
    private static Dictionary<string, Func<ScriptWordTests, Task>> OfRuns => new()
    {
        ["emit_runs again"] = test => test.EmitAgainAsync(),
        ["emit_runs existing"] = test => test.EmitTakenAsync(KeyReuse.ReturnExisting),
        ["emit_runs taken"] = test => test.EmitTakenAsync(KeyReuse.Reject),
        ["emit_runs unknown"] = test => test.ListenAsync(store => store.EmitAsync(test.New("nobody"))),
        ["emit_runs full"] = test => test.EmitIntoFullQueueAsync(),
        ["compensate_run emitted"] = test => test.CompensateAsync(isLost: false),
        ["compensate_run unknown"] = test => test.CompensateAsync(isLost: true),
        ["rerun_run emitted"] = On(Ended(Succeeded), (store, id) => store.RerunAsync(new(id, RunId.New(0)))),
        ["rerun_run stepless"] = On(Ended(Succeeded), (store, id) => store.RerunAsync(new(id, RunId.New(0), FromStep: "nothing"))),
        ["rerun_run unknown"] = On(Nobody, (store, id) => store.RerunAsync(new(id, RunId.New(0)))),
        ["cancel_run canceled"] = On(Queued, (store, id) => store.CancelAsync(id, "enough")),
        ["cancel_run requested"] = On(Running, (store, id) => store.CancelAsync(id, "enough")),
        ["cancel_run finished"] = On(Ended(Failed), (store, id) => store.CancelAsync(id, "enough")),
        ["cancel_run unknown"] = On(Nobody, (store, id) => store.CancelAsync(id, "enough")),
        ["retry_run retried"] = On(Ended(Failed), (store, id) => store.RetryAsync(id)),
        ["retry_run succeeded"] = On(Ended(Succeeded), (store, id) => store.RetryAsync(id)),
        ["retry_run compensated"] = On(test => test.EndCompensableAsync(), (store, id) => store.RetryAsync(id)),
        ["retry_run unfinished"] = On(Running, (store, id) => store.RetryAsync(id)),
        ["retry_run unknown"] = On(Nobody, (store, id) => store.RetryAsync(id)),
        ["delete_run deleted"] = On(Ended(Succeeded), (store, id) => store.DeleteAsync(id)),
        ["delete_run unfinished"] = On(Queued, (store, id) => store.DeleteAsync(id)),
        ["delete_run unknown"] = On(Nobody, (store, id) => store.DeleteAsync(id)),
        ["signal_run delivered"] = On(Queued, (store, id) => store.SignalAsync(id, NewSignal())),
        ["signal_run finished"] = On(Ended(Succeeded), (store, id) => store.SignalAsync(id, NewSignal())),
        ["signal_run full"] = On(Queued, (store, id) => Task.WhenAll(Enumerable.Range(0, 10_001).Select(_ => store.SignalAsync(id, NewSignal())))),
        ["signal_run unknown"] = On(Nobody, (store, id) => store.SignalAsync(id, NewSignal())),
        ["await_run succeeded"] = On(Ended(Succeeded), LookAsync),
        ["await_run failed"] = On(Ended(Failed), LookAsync),
        ["await_run canceled"] = On(Ended(Canceled), LookAsync),
        ["await_run waiting"] = On(Running, LookAsync),
        ["await_run unknown"] = On(Nobody, (store, id) => Assert.ThrowsAsync<RunNotFoundException>(() => LookAsync(store, id))),
    };

    private async Task EmitAgainAsync()
    {
        var run = New();
        await Store.EmitAsync(run);
        await ListenAsync(store => store.EmitAsync(run));
    }

    private async Task EmitTakenAsync(KeyReuse reuse)
    {
        await EmitAsync(run => run with { IdempotencyKey = "k" });
        await ListenAsync(store => store.EmitAsync(New() with { IdempotencyKey = "k", KeyReuse = reuse }));
    }

    private async Task EmitIntoFullQueueAsync()
    {
        await DefineAsync(info => info with { MaxQueueLength = 1 });
        await EmitAsync();
        await ListenAsync(store => store.EmitAsync(New() with { IsBounded = true }));
    }

    private async Task<RunId> EndCompensableAsync()
    {
        var run = await StartAsync();
        await Store.ReportAsync(new(run.Id, run.Fence) { IsCompensable = true });
        await FinishAsync(run, Failed);
        return run.Id;
    }

    /// <param name="isLost">Whether Redis has lost the source: the store keeps it.</param>
    private async Task CompensateAsync(bool isLost)
    {
        var id = await EndCompensableAsync();
        if (isLost)
        {
            await _server.Multiplexer.GetDatabase().KeyDeleteAsync($"{((RedisTestStore)Test).Guard}:r:{id}");
        }

        await ListenAsync(store => store.RelayAsync(10));
    }

    private static NewSignal NewSignal() => new(Guid.NewGuid(), "approval", "1"u8.ToArray());

    private static Task LookAsync(IRedflowStore store, RunId id) => store.AwaitAsync(id, TimeSpan.Zero);
}
