using Redflow.Storage;
using Redflow.Storage.Redis;
using Redflow.Storage.Redis.Doctor;
using StackExchange.Redis;

namespace Redflow.Core.Tests.Storage;

public sealed partial class ScriptWordTests
{
    private static Dictionary<string, Func<ScriptWordTests, Task>> OfPasses => new()
    {
        ["exchange_runs claimed"] = test => test.ListenAsync(store => store.ExchangeAsync(new(Worker, [Queue], 1, []))),
        ["exchange_runs cut"] = test => test.ClaimCutAsync(),
        ["exchange_runs unregistered"] = test => test.ListenAsync(store => store.ExchangeAsync(new("stranger", [Queue], 1, []))),
        ["exchange_runs done"] = test => test.FinishAsync(fence: 0),
        ["exchange_runs stale"] = test => test.FinishAsync(fence: 1),
        ["begin_waits begun"] = test => test.SuspendLongAsync(fence: 0),
        ["begin_waits stale"] = test => test.SuspendLongAsync(fence: 1),
        ["commit_steps committed"] = test => test.CommitAgainAsync(),
        ["commit_steps stale"] = test => test.CommitAsync(fence: 1),
        ["report_run stored"] = test => test.ReportAsync(fence: 0),
        ["report_run stale"] = test => test.ReportAsync(fence: 1),
        ["register_worker registered"] = test =>
            test.ListenAsync(store => store.RegisterWorkerAsync(new("worker-2", "tests", "here", 1, [Queue], 10, Lease))),
        ["register_workflows registered"] = test => test.ListenAsync(store => store.RegisterWorkflowsAsync([Info("other")])),
        ["renew_lease renewed"] = test => test.ListenAsync(store => store.RenewAsync(new(Worker, Lease, [], ReturnStrangers: true))),
        ["renew_lease unregistered"] = test => test.ListenAsync(store => store.RenewAsync(new("stranger", Lease, [], ReturnStrangers: true))),
        ["release_worker released"] = test => test.ListenAsync(store => store.ReleaseWorkerAsync(Worker)),
        ["reap_workers reaped"] = test => test.ListenAsync(store => store.ReapAsync(new(10, Minute, Minute))),
        ["reap_workers waiting"] = test => test.ReapAfterOutageAsync(),
        ["promote_runs promoted"] = test => test.ListenAsync(store => store.PromoteAsync(10)),
        ["probe_scripts alone"] = test => test.ListenAsync((_, multiplexer) => ProbeAsync(multiplexer, "nobody")),
        ["probe_scripts seen"] = test => test.ProbeAsync(),
    };

    /// <summary>Hands a pass in under a fence that is too high by so much.</summary>
    private async Task FinishAsync(long fence)
    {
        var run = await StartAsync();
        await ListenAsync(store => store.ExchangeAsync(new(Worker, [Queue], 0, [new(run.Id, run.Fence + fence, Succeeded)])));
    }

    /// <inheritdoc cref="FinishAsync(long)"/>
    private async Task CommitAsync(long fence)
    {
        var run = await StartAsync();
        await ListenAsync(store => store.CommitStepAsync(Commit(run, "step", "1") with { Fence = run.Fence + fence }));
    }

    /// <inheritdoc cref="FinishAsync(long)"/>
    private async Task SuspendLongAsync(long fence)
    {
        var run = await StartAsync();
        var suspended = new PassOutcome.Suspended([.. Enumerable.Range(0, 501).Select(i => Sleep($"nap-{i}", Minute))]);
        await ListenAsync(store => store.ExchangeAsync(new(Worker, [Queue], 0, [new(run.Id, run.Fence + fence, suspended)])));
    }

    private async Task CommitAgainAsync()
    {
        var run = await StartAsync();
        await CommitAsync(run, "step");
        await ListenAsync(store => store.CommitStepAsync(Commit(run, "step", "1")));
    }

    /// <inheritdoc cref="FinishAsync(long)"/>
    private async Task ReportAsync(long fence)
    {
        var run = await StartAsync();
        await ListenAsync(store => store.ReportAsync(new(run.Id, run.Fence + fence) { CustomStatus = "1"u8.ToArray() }));
    }

    private async Task ClaimCutAsync()
    {
        await EmitSomeAsync(2, run => run with { Input = new byte[ExchangeReply.MaxBytes] });
        await ListenAsync(store => store.ExchangeAsync(new(Worker, [Queue], 2, [])));
    }

    private async Task ReapAfterOutageAsync()
    {
        await Store.ReapAsync(new(10, Minute, Minute));
        await Test.AdvanceAsync(Hour);
        await ListenAsync(store => store.ReapAsync(new(10, Minute, Minute)));
    }

    /// <summary>Has the doctor's probe meet that of another process; scripts of redis-server never do.</summary>
    private async Task ProbeAsync()
    {
        var prefix = $"test-{Guid.NewGuid():N}";
        await _server.Multiplexer.GetDatabase().StringSetAsync(RedisKeys.Probe(prefix), "halfway");
        await ListenAsync((_, multiplexer) => ProbeAsync(multiplexer, prefix));
    }

    private static async Task ProbeAsync(IConnectionMultiplexer multiplexer, string prefix)
    {
        await using var link = new RedisLink(multiplexer);
        await new ScriptProbe(link, prefix).AreAtomicAsync();
    }
}
