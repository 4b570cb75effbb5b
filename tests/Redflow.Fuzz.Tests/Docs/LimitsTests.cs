using System.Globalization;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Redflow.Api;
using Redflow.Api.Limits;
using Redflow.Api.Requests;
using Redflow.Api.Runs;
using Redflow.Api.Stats;
using Redflow.Auditing;
using Redflow.Client;
using Redflow.Dashboard.Live;
using Redflow.Execution;
using Redflow.Limits;
using Redflow.Payloads;
using Redflow.Queues;
using Redflow.Results;
using Redflow.Retries;
using Redflow.Runs;
using Redflow.Schedules;
using Redflow.Steps;
using Redflow.Storage;
using Redflow.Storage.Memory;
using Redflow.Storage.Redis;
using Redflow.Testing;
using Redflow.Workflows;

namespace Redflow.Fuzz.Tests.Docs;

/// <summary>Holds docs/reference/limits.md against the sources.</summary>
public sealed class LimitsTests
{
    private static readonly TimeSpan[] Long = [EmitOptions.MaxDelay, LongSpan.Longest, WaitLimits.Longest];

    [Fact]
    public void Texts_are_as_long_as_the_reference_says() => AssertListed(
        "Texts",
        ("name of a workflow, a queue, a prefix or a key of encryption", $"{To(Names.MaxLength)} of letters, digits, dot, dash and underscore"),
        ("name of an event or a signal, correlation key, id of a schedule", To(Names.MaxLabelLength)),
        ("name of a step", To(StepRunner.MaxNameLength)),
        ("id of a cron trigger", To(CronTrigger.MaxIdLength)),
        ("cron expression", $"{N(CronSchedule.MaxExpressionLength)} characters"),
        ("name of a time zone", $"{N(CronSchedule.MaxTimeZoneLength)} characters"),
        ("idempotency key", To(EmitOptions.MaxKeyLength)),
        ("limit key, and its path in the input", To(Same(LimitKeyPath.MaxKeyLength, LimitKeyPath.MaxLength))),
        ("tags of a run", N(EmitOptions.MaxTags)),
        ("tag", To(EmitOptions.MaxTagLength)),
        ("id of a result", To(RunResult.MaxIdLength)),
        ("reason of a cancellation or a pause", $"{N(RedflowClient.MaxReasonLength)} characters"),
        ("description of a schedule", $"{N(ScheduleOptions.MaxDescriptionLength)} characters"),
        ("message of an error", $"{N(RunError.MaxMessageLength)} characters"),
        ("stack trace of an error", $"{N(RunError.MaxStackTraceLength)} characters"),
        ("line of a run's log", $"{N(RunLog.MaxMessageLength)} characters"),
        ("id of a run or an event", $"{RunId.Rule["A run id is ".Length..^1]}"));

    [Fact]
    public void Payloads_are_as_large_as_the_reference_says()
    {
        var options = new RedflowPayloadOptions();

        AssertListed(
            "Payloads",
            ("JSON of an input, an event or a signal", $"{N(options.MaxInputBytes)} bytes; `MaxInputBytes` raises it up to {N(RedflowPayloadOptions.LargestMaxBytes)}"),
            ("JSON of a step's result", $"{N(options.MaxStepResultBytes)} bytes; `MaxStepResultBytes` raises it up to {N(RedflowPayloadOptions.LargestMaxBytes)}"),
            ("JSON of an output", $"{N(options.MaxOutputBytes)} bytes; `MaxOutputBytes` raises it up to {N(RedflowPayloadOptions.LargestMaxBytes)}"),
            ("JSON of a status that a handler sets", $"{N(WorkflowContext.MaxStatusBytes)} bytes"),
            ("JSON of a result in a backend, input and output together", $"{N(new RunResultOptions().MaxBytes)} bytes; `MaxBytes` raises it up to {N(RunResultOptions.LargestBytes)}"),
            ("depth of JSON that comes as text", $"{N(Payload.MaxDepth)} levels"),
            ("body of an HTTP request that is no input", $"{N(RedflowPayloadOptions.DefaultMaxBytes)} bytes"),
            ("body of an HTTP request that is read to its end and then refused", $"{N(JsonBody.ServerLimitFactor)} times the limit of inputs"),
            ("what stored bytes are decompressed to", $"{N(CompressionCodec.MaxDecodedBytes)} bytes"),
            ("codecs that stored bytes have gone through", N(PayloadCodecChain.MaxDepth)));
    }

    [Fact]
    public void Numbers_go_as_far_as_the_reference_says() => AssertListed(
        "Numbers",
        ("priority", $"{N(-EmitOptions.MaxPriority)} to {N(EmitOptions.MaxPriority)}"),
        ("slots of a workflow, and of one limit key", $"1 to {N(WorkflowOptions.MaxLimit)}; 0 in options and null in `SetLimitsAsync` is no limit"),
        ("rate of a workflow", $"1 to {N(RateLimit.MaxCount)} starts in 1 ms to {Days(RateLimit.MaxPeriod)}"),
        ("rows of a page", $"1 to {N(RunQuery.MaxLimit)}"),
        ("runs that a query names by their ids", N(RunQuery.MaxLimit)),
        ("ticks of a preview or a history", $"1 to {N(ScheduleClient.MaxTicks)}"),
        ("instants of a backfill", N(ScheduleClient.MaxBackfill)),
        ("signals that a run takes", N(Same(RunCalls.MaxSignals, SignalBox.MostTaken))),
        ("runs of an event that its history lists", $"{N(MemoryEvent.MostListed)} of those it started, and of those it released"),
        ("workers that a queue lists", N(QueueInfo.MaxWorkers)),
        ("fingerprints by which failures are grouped", $"{N(FailureQuery.MaxFingerprints)} of each partition"),
        ("points of a time series over HTTP", N(SeriesParameters.MaxPoints)),
        ("lines of a run's log", N(RunReport.KeptLines)),
        ("partitions of a namespace", $"1 to {N(RunId.MaxPartitions)}"));

    [Fact]
    public void Http_api_goes_as_far_as_the_reference_says()
    {
        var (server, rates, queues) = (new KestrelServerLimits(), new RateLimitOptions(), N(RunQuery.MaxLimit));

        AssertListed(
            "The HTTP API",
            ("request line", $"{N(server.MaxRequestLineSize)} bytes"),
            ("headers of a request", $"{N(server.MaxRequestHeadersTotalSize)} bytes"),
            ("requests of a key, or of an address without one", $"{N(rates.RequestsPerSecond)} a second, {N(rates.Burst)} at once"),
            ("requests without valid credentials of an address", $"{N(rates.FailuresPerSecond)} a second, {N(rates.FailureBurst)} at once"),
            ("payload in a row of a list of runs", $"{N(RunQuery.MaxIncludedBytes)} bytes"),
            ("payloads in a page of a list of runs", $"{N(RunQuery.MaxPageBytes)} bytes"),
            ("runs that the preview of a bulk operation counts", N(new ApiOptions().MaxPreview)),
            ("open event streams of a process", N(ChangeHub.MaxReaders)),
            ("events that a reader of a stream may be behind", N(StreamRing.Size)),
            ("changes of runs that are kept for streams", $"{N(ChangeBook.MaxKept)} of each partition, for {ChangeReader.KeptFor.TotalMinutes} minute after the last stream"),
            ("queues and schedules that a stream tells of", queues),
            ("entries of the audit log", $"{N(AuditQuery.Kept)}, for {Days(AuditQuery.KeptFor)}"));
        Assert.Contains($", -{ChangeBook.MaxKept}, -1)", Repository.Read("Redflow.Core", "Storage", "Redis", "Lua", "lib", "changes.lua"), StringComparison.Ordinal);
    }

    [Fact]
    public void Times_go_as_far_as_the_reference_says() => AssertListed(
        "Times",
        ("time at which a run is due or a sleep is over, times of a schedule", $"up to the year {Same(EmitOptions.MaxRunAt, ScheduleOptions.MaxTime).Year}"),
        ("instants of a cron expression", $"up to the year {CronSchedule.LastYear}"),
        ("delay, expiry, time-out and key of a run, wait for room, sleep, wait of a step", $"up to {Days(Same(Long))}"),
        ("delay of a backoff", $"up to {Days(RetryBackoff.MaxDelay)}"),
        ("interval of a schedule", $"{IntervalSchedule.MinInterval.TotalSeconds} s to {Days(IntervalSchedule.MaxInterval)}"),
        ("jitter of a schedule", $"up to {ScheduleOptions.MaxJitter.TotalHours} h"),
        ("window of a schedule's late ticks", $"1 s to {Days(ScheduleOptions.MaxMisfireWindow)}"),
        ("time-out of a try at a step", $"up to {Days(StepOptions.MaxTimeout)}"),
        ("how far a wait for an event looks back", $"up to {Days(EventWaitOptions.MaxLookBack)}"),
        ("span of statistics by the minute", $"up to {Days(RedflowClient.LongestMinutes)}"),
        ("`wait` for a result over HTTP", $"up to {GetResult.MaxWait.TotalSeconds} s"));

    private static void AssertListed(string section, params IEnumerable<(string What, string Limit)> limits)
    {
        var rows = Repository.Read("docs", "reference", "limits.md").Split("\n## ")
            .Single(part => part.StartsWith($"{section}\n", StringComparison.Ordinal))
            .Split('\n')
            .Where(line => line.StartsWith("| ", StringComparison.Ordinal))
            .Skip(1)
            .Select(line => line.Split('|', StringSplitOptions.TrimEntries))
            .Select(cells => (cells[1], cells[2]));

        Assert.Equal(limits, rows);
    }

    private static string To(int length) => $"1 to {N(length)} characters";

    private static string N(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static string Days(TimeSpan span) => $"{N((long)span.TotalDays)} days";

    /// <summary>What the reference says once has to be one limit.</summary>
    private static T Same<T>(params IReadOnlyList<T> limits) => Assert.Single(limits.Distinct());
}
