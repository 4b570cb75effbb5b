using System.Security.Cryptography;
using System.Text.Json;
using Redflow.Payloads;

namespace Redflow.Schedules;

/// <summary>A schedule to store.</summary>
public sealed record ScheduleDefinition
{
    /// <summary>Its id, 1 to 256 characters without control characters.</summary>
    public required string Id { get; init; }

    /// <summary>The workflow whose runs it starts.</summary>
    public required string Workflow { get; init; }

    /// <summary>When.</summary>
    public required Schedule Schedule { get; init; }

    /// <summary>The input of the runs, as JSON.</summary>
    public required Payload Input { get; init; }

    /// <summary>How.</summary>
    public ScheduleOptions Options { get; init; } = new();

    /// <summary>Whose share of the workflow's limits the runs take; null for nobody's.</summary>
    public string? LimitKey { get; init; }

    /// <summary>Whether a workflow declares it, rather than a client.</summary>
    public bool IsDeclared { get; init; }

    /// <summary>What tells it from another definition: stored again under the same one it stays as it is. Made before the input is encoded.</summary>
    public required string Version { get; init; }

    /// <summary>What tells its instants from those of another definition: while they are the same, the next one stays.</summary>
    internal string Timing => Hash(ScheduleJson.Write(Schedule, new() { StartAt = Options.StartAt, EndAt = Options.EndAt, Jitter = Options.Jitter }));

    /// <summary>The instant behind a time; null when there is none.</summary>
    /// <param name="after">The time.</param>
    /// <param name="storedAt">When its timing was stored: where intervals begin that have no <see cref="ScheduleOptions.StartAt"/>.</param>
    internal DateTimeOffset? Next(DateTimeOffset after, DateTimeOffset storedAt)
    {
        if (Options.StartAt is { } start && after < start)
        {
            after = start - TimeSpan.FromMilliseconds(1);
        }

        return Schedule.Next(after, Options.StartAt ?? storedAt) is { } next && (Options.EndAt is not { } end || next < end) && next <= ScheduleOptions.MaxTime
            ? next
            : null;
    }

    /// <summary>Makes a definition with its version; without an id, the version is its id.</summary>
    internal static ScheduleDefinition Make(
        string? id, string workflow, Schedule schedule, Payload input, ScheduleOptions options, string? limitKey)
    {
        schedule = schedule is OneTimeSchedule { At: var at } ? new OneTimeSchedule(Whole(at)) : schedule;
        options = options with
        {
            StartAt = options.StartAt is { } start ? Whole(start) : null,
            EndAt = options.EndAt is { } end ? Whole(end) : null,
        };
        var version = Hash(
            [.. JsonSerializer.SerializeToUtf8Bytes((string?[])[workflow, limitKey]), .. ScheduleJson.Write(schedule, options), .. input.Utf8.Span]);
        return new()
        {
            Id = id ?? version,
            Workflow = workflow,
            Schedule = schedule,
            Input = input,
            Options = options,
            LimitKey = limitKey,
            Version = version,
        };
    }

    /// <summary>Stores keep times in whole milliseconds.</summary>
    private static DateTimeOffset Whole(DateTimeOffset time) => DateTimeOffset.FromUnixTimeMilliseconds(time.ToUnixTimeMilliseconds());

    private static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, 8));
}
