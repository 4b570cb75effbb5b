using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.Json.Serialization;
using Redflow.Api.Auth;
using Redflow.Api.Requests;
using Redflow.Client;
using Redflow.Dashboard.Queries;
using Redflow.Payloads;
using Redflow.Schedules;

namespace Redflow.Api.Schedules;

/// <summary>The body of a request to store a schedule: durations and times are texts, as in queries.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record ScheduleRequest
{
    /// <summary>Whose runs it starts; required.</summary>
    [Required]
    public string? Workflow { get; init; }

    /// <summary>A cron expression; one of <c>cron</c>, <c>every</c> and <c>at</c> is required.</summary>
    public string? Cron { get; init; }

    /// <summary>The zone that <c>cron</c> is read in; left out, <c>UTC</c>.</summary>
    public string? TimeZone { get; init; }

    /// <summary>An interval: a duration from <c>1s</c>.</summary>
    public string? Every { get; init; }

    /// <summary>A time; one that has passed means at once.</summary>
    public string? At { get; init; }

    /// <summary>The input of its runs; left out, null.</summary>
    public Payload? Input { get; init; }

    /// <inheritdoc cref="ScheduleOptions.Description" />
    public string? Description { get; init; }

    /// <summary>That of its runs: lower goes first.</summary>
    public int Priority { get; init; }

    /// <summary>What its runs can be found by.</summary>
    public IReadOnlyList<string>? Tags { get; init; }

    /// <summary>How much later than its instant a tick may fire: a duration up to <c>1h</c>.</summary>
    public string? Jitter { get; init; }

    /// <inheritdoc cref="ScheduleOptions.StartAt" />
    public string? StartAt { get; init; }

    /// <inheritdoc cref="ScheduleOptions.EndAt" />
    public string? EndAt { get; init; }

    /// <inheritdoc cref="ScheduleOptions.MaxTicks" />
    public int? MaxTicks { get; init; }

    /// <summary>What a tick does at the workflow's limit: <c>skip</c> (as when it is left out), <c>queueOne</c>, <c>queueAll</c>, <c>cancelOther</c> or <c>allow</c>.</summary>
    public string? Overlap { get; init; }

    /// <summary>What becomes of ticks that nobody fired in time: <c>fireOnce</c> (as when it is left out), <c>skip</c> or <c>fireAll</c>.</summary>
    public string? Misfire { get; init; }

    /// <summary>How late a tick may still fire: a duration.</summary>
    public string? MisfireWindow { get; init; }

    /// <exception cref="ProblemException">The body is not such a request.</exception>
    public static ScheduleRequest Read(Payload? body)
    {
        var reader = new ParameterReader();
        var request = JsonRequest.ReadRequired<ScheduleRequest>(body, reader, "a schedule: an object with a workflow and one of cron, every and at");
        reader.ThrowIfRefused();
        return request!;
    }

    /// <exception cref="ProblemException">Any member is not valid.</exception>
    public async Task<ScheduleInfo> StoreAsync(string id, ScheduleClient schedules, CancellationToken cancellationToken)
    {
        var reader = new ParameterReader();
        if (!Names.IsValid(Workflow))
        {
            reader.Refuse("workflow", $"has to be a workflow's name: {Names.Rule}");
        }

        var (schedule, options) = (ReadSchedule(reader), ReadOptions(reader));
        reader.ThrowIfRefused();
        EngineNames.ThrowIfOurs(Workflow!);
        try
        {
            return await schedules.UpsertAsync(id, schedule!, Workflow!, Input ?? Payload.Null, options, cancellationToken);
        }
        catch (InvalidScheduleException exception)
        {
            foreach (var mistake in exception.Mistakes)
            {
                reader.Refuse(NameOf(mistake.Member), $"is not valid: {mistake.Message.TrimEnd('.')}");
            }

            reader.ThrowIfRefused();
            throw;
        }
    }

    private Schedule? ReadSchedule(ParameterReader reader)
    {
        var every = reader.Read<TimeSpan>("every", Every, Duration.TryParse, Duration.Forms);
        var at = reader.Read<DateTimeOffset>("at", At, UtcTime.TryParse, UtcTime.Forms);
        if (new[] { Cron, Every, At }.Count(given => given is not null) != 1)
        {
            reader.Refuse("$", "has to have one of cron (an expression), every (a duration) and at (a time)");
        }

        if (TimeZone is not null && Cron is null)
        {
            reader.Refuse("timeZone", "goes with cron only");
        }

        return Cron is not null ? TimeZone is null ? Schedule.Cron(Cron) : Schedule.Cron(Cron, TimeZone)
            : every is { } interval ? Schedule.Every(interval)
            : at is { } time ? Schedule.Once(time)
            : null;
    }

    private ScheduleOptions ReadOptions(ParameterReader reader) => new()
    {
        Description = Description,
        Priority = Priority,
        Tags = Tags ?? [],
        Jitter = reader.Read<TimeSpan>("jitter", Jitter, Duration.TryParse, Duration.Forms) ?? TimeSpan.Zero,
        StartAt = reader.Read<DateTimeOffset>("startAt", StartAt, UtcTime.TryParse, UtcTime.Forms),
        EndAt = reader.Read<DateTimeOffset>("endAt", EndAt, UtcTime.TryParse, UtcTime.Forms),
        MaxTicks = MaxTicks,
        Overlap = reader.Read<OverlapPolicy>("overlap", Overlap, TryParseWord, $"one of {Words<OverlapPolicy>()}") ?? default,
        Misfire = reader.Read<MisfirePolicy>("misfire", Misfire, TryParseWord, $"one of {Words<MisfirePolicy>()}") ?? MisfirePolicy.FireOnce,
        MisfireWindow = reader.Read<TimeSpan>("misfireWindow", MisfireWindow, Duration.TryParse, Duration.Forms),
    };

    private static bool TryParseWord<T>(string text, out T value)
        where T : struct, Enum
    {
        value = Enum.GetValues<T>().FirstOrDefault(known => Word(known) == text);
        return Word(value) == text;
    }

    private static string Words<T>()
        where T : struct, Enum => string.Join(", ", Enum.GetValues<T>().Select(Word));

    private static string Word<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());

    /// <summary>The member of the body that a member of the schedule was read from.</summary>
    private static string NameOf(string member) => member switch
    {
        nameof(CronSchedule.Expression) => "cron",
        nameof(IntervalSchedule.Interval) => "every",
        _ => JsonNamingPolicy.CamelCase.ConvertName(member),
    };
}
