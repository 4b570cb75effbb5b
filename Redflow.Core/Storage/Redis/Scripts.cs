using System.Collections.Concurrent;

namespace Redflow.Storage.Redis;

/// <summary>The scripts of a store, each loaded at its first use in the process.</summary>
internal sealed class Scripts(bool manualTime)
{
    public const string AddSessionKey = "add_session_key";
    public const string AwaitEvent = "await_event";
    public const string AwaitResult = "await_result";
    public const string AwaitRun = "await_run";
    public const string BeginWaits = "begin_waits";
    public const string CancelRun = "cancel_run";
    public const string ClearResults = "clear_results";
    public const string CommitSteps = "commit_steps";
    public const string CompensateRun = "compensate_run";
    public const string CountRuns = "count_runs";
    public const string DeclareSchedules = "declare_schedules";
    public const string DeleteResult = "delete_result";
    public const string DeleteRun = "delete_run";
    public const string DeleteSchedule = "delete_schedule";
    public const string DropEffects = "drop_effects";
    public const string DueSchedules = "due_schedules";
    public const string EmitEvent = "emit_event";
    public const string EmitRuns = "emit_runs";
    public const string EnableSchedule = "enable_schedule";
    public const string EndWait = "end_wait";
    public const string ExchangeRuns = "exchange_runs";
    public const string ExplainRun = "explain_run";
    public const string FanEvent = "fan_event";
    public const string FindRuns = "find_runs";
    public const string LimitWorkflow = "limit_workflow";
    public const string ListAudit = "list_audit";
    public const string ListEvents = "list_events";
    public const string ListFailures = "list_failures";
    public const string ListQueues = "list_queues";
    public const string ListResults = "list_results";
    public const string ListRuns = "list_runs";
    public const string ListSchedules = "list_schedules";
    public const string ListWorkers = "list_workers";
    public const string AppendAudit = "append_audit";
    public const string NoteEvent = "note_event";
    public const string OpenNamespace = "open_namespace";
    public const string PauseQueue = "pause_queue";
    public const string PauseWorkflow = "pause_workflow";
    public const string PlaceEffect = "place_effect";
    public const string ProbeScripts = "probe_scripts";
    public const string PromoteRuns = "promote_runs";
    public const string PutSchedule = "put_schedule";
    public const string ReapWorkers = "reap_workers";
    public const string ReadChanges = "read_changes";
    public const string RedirectWait = "redirect_wait";
    public const string RegisterWorker = "register_worker";
    public const string RegisterWorkflows = "register_workflows";
    public const string ReleaseWorker = "release_worker";
    public const string RenewLease = "renew_lease";
    public const string ReportRun = "report_run";
    public const string RerunRun = "rerun_run";
    public const string RetryRun = "retry_run";
    public const string SignalRun = "signal_run";
    public const string StoreResult = "store_result";
    public const string SweepIndex = "sweep_index";
    public const string TakeEffects = "take_effects";
    public const string TickSchedule = "tick_schedule";
    public const string UnawaitEvent = "unawait_event";
    public const string WatchRun = "watch_run";

    /// <summary>The loaded scripts; a program that tests the tests puts its own in before the first use.</summary>
    internal static ConcurrentDictionary<(string Name, bool ManualTime), Script> Loaded { get; } = new();

    public Script this[string name] => Loaded.GetOrAdd((name, manualTime), static key => Script.Load(key.Name, key.ManualTime));
}
