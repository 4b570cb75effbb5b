using System.Diagnostics;
using System.Globalization;
using Redflow.Chaos.Ledger;
using Redflow.Hosting;
using Redflow.Retries;
using Redflow.Schedules;
using Redflow.Workflows;

namespace Redflow.Chaos.Workload;

/// <summary>The workflows of the chaos test, which write down what they do.</summary>
internal static class ChaosWorkload
{
    /// <summary>How long ended runs are kept: long enough to be looked at twice, with an outage between.</summary>
    public static readonly TimeSpan Retention = TimeSpan.FromSeconds(20);

    /// <summary>Adds them to a worker.</summary>
    public static void AddTo(RedflowBuilder redflow, LedgerWriter ledger)
    {
        Add(WorkflowNames.Free, pass => StepsAsync(pass, "first", "second"));
        Add(WorkflowNames.Limited, LimitedAsync, o => o.MaxConcurrency = WorkflowNames.LimitOf(WorkflowNames.Limited)!.Value);
        Add(WorkflowNames.Keyed, pass => StepsAsync(pass, "only"), o => o.MaxConcurrencyPerKey = WorkflowNames.KeyLimitOf(WorkflowNames.Keyed)!.Value);
        Add(WorkflowNames.Parallel, ParallelAsync);
        Add(WorkflowNames.Parent, Families.ParentAsync);
        Add(WorkflowNames.Guardian, Families.GuardianAsync);
        Add(WorkflowNames.Ward, Families.WardAsync);
        Add(WorkflowNames.Sleeper, pass => SleepAsync(pass, TimeSpan.FromMilliseconds(10 * pass.Context.Input.Work)));
        Add(WorkflowNames.Waiter, Messages.WaitForEventAsync);
        Add(WorkflowNames.Herald, Messages.EmitEventAsync);
        Add(WorkflowNames.Signaled, Messages.WaitForSignalAsync);
        Add(WorkflowNames.Flaky, FlakyAsync, o => o.MaxAttempts = 4);
        Add(WorkflowNames.Failing, FailAsync, o => o.OnFailure(ended => ended.Step.RunAsync("note", (CancellationToken _) => Task.FromResult(ledger.NextName()))));
        Add(WorkflowNames.Saga, SagaAsync, o => o.MaxAttempts = 2);
        Add(WorkflowNames.Once, pass => StepsAsync(pass, "only"));
        Add(WorkflowNames.Poison, pass => PoisonAsync(ledger), o => o.MaxCrashes = 2);
        Add(WorkflowNames.Tick, pass => TickAsync(pass, ledger, WorkflowNames.TickSchedule), o => o.Cron.Add(EverySecond));
        Add(WorkflowNames.Beat, pass => TickAsync(pass, ledger, WorkflowNames.BeatSchedule), o => o.MaxConcurrency = WorkflowNames.LimitOf(WorkflowNames.Beat)!.Value);

        void Add(string name, Func<LoggedPass, Task> handler, Action<WorkflowOptions>? configure = null) =>
            redflow.AddWorkflow<ChaosInput, string>(name, context => LoggedPass.RunAsync(context, ledger, handler), o =>
            {
                (o.MaxConcurrency, o.Retention, o.Backoff) = (0, Retention, RetryBackoff.Constant(TimeSpan.FromMilliseconds(200)));
                configure?.Invoke(o);
            });
    }

    private static CronTrigger EverySecond => new("* * * * * *", "cron", Input: new ChaosInput(5)) { Options = new() { Misfire = MisfirePolicy.FireAll } };

    private static async Task StepsAsync(LoggedPass pass, params string[] steps)
    {
        foreach (var step in steps)
        {
            await pass.StepAsync(step);
        }
    }

    /// <summary>Some of them give their slot back in between, and get it again.</summary>
    private static Task LimitedAsync(LoggedPass pass) =>
        pass.Run.ToString()[^3] < '8' ? SleepAsync(pass, TimeSpan.FromMilliseconds(50)) : StepsAsync(pass, "first", "second");

    private static async Task ParallelAsync(LoggedPass pass)
    {
        await pass.StepAsync("first");
        await Task.WhenAll(pass.StepAsync("left"), pass.StepAsync("right"));
        await pass.StepAsync("last");
    }

    private static async Task SleepAsync(LoggedPass pass, TimeSpan duration)
    {
        await pass.StepAsync("before");
        await pass.SuspendAsync(async () =>
        {
            await pass.Context.Step.SleepAsync("sleep", duration);
            return true;
        });
        await pass.StepAsync("behind");
    }

    private static async Task FlakyAsync(LoggedPass pass)
    {
        await pass.StepAsync("first");
        await pass.StepAsync("second", failing: 0.3);
        if (pass.Happens(0.2, "return"))
        {
            throw pass.Failure("at the end");
        }
    }

    private static async Task FailAsync(LoggedPass pass)
    {
        await pass.StepAsync("only");
        throw new NonRetriableException($"{pass.Name} fails for good");
    }

    private static async Task SagaAsync(LoggedPass pass)
    {
        pass.Context.Compensate("book", _ =>
        {
            pass.Write(LedgerKinds.Start, "undo", pass.Name, pass.Name);
            return Task.CompletedTask;
        });
        await pass.StepAsync("book");
        await pass.StepAsync("pay");
        if (pass.Happens(0.7, "saga"))
        {
            throw pass.Failure("behind its steps");
        }
    }

    /// <summary>Kills its process, as kill -9 does, and says so, as the driver does of its own kills.</summary>
    private static Task PoisonAsync(LedgerWriter ledger)
    {
        ledger.Write(LedgerKinds.Fault, FaultKinds.Kill, Environment.ProcessId.ToString(CultureInfo.InvariantCulture), WorkflowNames.Poison);
        using var process = Process.GetCurrentProcess();
        process.Kill();
        return Task.CompletedTask;
    }

    /// <summary>The id of a schedule's run says of which instant it is.</summary>
    private static async Task TickAsync(LoggedPass pass, LedgerWriter ledger, string schedule)
    {
        ledger.Write(LedgerKinds.Tick, schedule, Instants.Of(pass.Run).ToString(CultureInfo.InvariantCulture), pass.Run.ToString());
        await pass.StepAsync("only");
    }
}
