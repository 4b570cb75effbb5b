using System.Diagnostics;
using System.Diagnostics.Metrics;
using Redflow.Execution;
using Redflow.Storage;

namespace Redflow.Telemetry;

/// <summary>What workers measure of runs. While nobody listens it costs a look at each instrument, and no allocation.</summary>
internal static class RunMetrics
{
    private static readonly Meter Meter = new(RedflowTelemetry.MeterName);

    private static readonly Histogram<double> StartLatency = Meter.CreateHistogram(
        "redflow.run.start_latency", "s", "How long after it was due a run was begun, waits at limits included.", tags: null, Buckets.Runs);

    private static readonly Histogram<double> RunDuration = Meter.CreateHistogram(
        "redflow.run.duration", "s", "How long a run took from its first start to the end that a worker hands in, waits and retries included.", tags: null, Buckets.Runs);

    private static readonly Histogram<double> PassDuration = Meter.CreateHistogram(
        "redflow.pass.duration", "s", "How long a worker was busy with one pass of a run.", tags: null, Buckets.Runs);

    private static readonly Histogram<double> StepDuration = Meter.CreateHistogram(
        "redflow.step.duration", "s", "How long a step took in one pass, its tries and its commit included.", tags: null, Buckets.Runs);

    private static readonly Counter<long> Retries = Meter.CreateCounter<long>("redflow.run.retries", "{retry}", "How many attempts failed that another one follows.");

    private static readonly Counter<long> LeaseLosses = Meter.CreateCounter<long>(
        "redflow.run.lease_losses", "{run}", "How many runs were lost by a worker while they ran, or before their outcome was taken.");

    public static void PassStarted(Pass pass)
    {
        var run = pass.Claimed;
        if (StartLatency.Enabled && run.StartedAt == run.ClaimedAt && run.ReadySince is { } since)
        {
            StartLatency.Record(Math.Max(0, (pass.StoreNow - since).TotalSeconds), OfRun(run));
        }
    }

    public static void PassEnded(Pass pass, PassOutcome? outcome, long started)
    {
        var run = pass.Claimed;
        if (PassDuration.Enabled)
        {
            PassDuration.Record(pass.Time.GetElapsedTime(started).TotalSeconds, OfRun(run, Outcomes.Of(pass, outcome)));
        }

        if (RunDuration.Enabled && outcome is PassOutcome.Succeeded or PassOutcome.Failed or PassOutcome.Canceled)
        {
            RunDuration.Record(Math.Max(0, (pass.StoreNow - run.StartedAt).TotalSeconds), OfRun(run, Outcomes.Of(pass, outcome)));
        }

        if (Retries.Enabled && outcome is PassOutcome.Retry)
        {
            Retries.Add(1, OfRun(run));
        }

        if (outcome is null && Outcomes.Of(pass, outcome) == Outcomes.Lost)
        {
            LeaseLost(run);
        }
    }

    public static void StepEnded(Pass pass, long started, bool succeeded)
    {
        if (StepDuration.Enabled)
        {
            var tags = new TagList
            {
                { TelemetryTags.Workflow, pass.Claimed.Workflow },
                { TelemetryTags.Outcome, succeeded ? Outcomes.Succeeded : Outcomes.Failed },
            };
            StepDuration.Record(pass.Time.GetElapsedTime(started).TotalSeconds, tags);
        }
    }

    public static void LeaseLost(ClaimedRun run)
    {
        if (LeaseLosses.Enabled)
        {
            LeaseLosses.Add(1, OfRun(run));
        }
    }

    private static TagList OfRun(ClaimedRun run, string outcome)
    {
        var tags = OfRun(run);
        tags.Add(TelemetryTags.Outcome, outcome);
        return tags;
    }

    private static TagList OfRun(ClaimedRun run) => new() { { TelemetryTags.Workflow, run.Workflow }, { TelemetryTags.Queue, run.Queue } };
}
