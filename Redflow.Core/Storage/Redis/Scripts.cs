using System.Collections.Concurrent;

namespace Redflow.Storage.Redis;

/// <summary>The scripts of a store, each loaded at its first use.</summary>
internal sealed class Scripts(bool manualTime)
{
    public const string AwaitRun = "await_run";
    public const string CancelRun = "cancel_run";
    public const string CommitSteps = "commit_steps";
    public const string CountRuns = "count_runs";
    public const string EmitRuns = "emit_runs";
    public const string ExchangeRuns = "exchange_runs";
    public const string ListRuns = "list_runs";
    public const string PromoteRuns = "promote_runs";
    public const string ReapWorkers = "reap_workers";
    public const string RegisterWorker = "register_worker";
    public const string RegisterWorkflows = "register_workflows";
    public const string ReleaseWorker = "release_worker";
    public const string RenewLease = "renew_lease";
    public const string SweepRuns = "sweep_runs";

    private readonly ConcurrentDictionary<string, Script> _loaded = new();

    public Script this[string name] => _loaded.GetOrAdd(name, static (name, manualTime) => Script.Load(name, manualTime), manualTime);
}
