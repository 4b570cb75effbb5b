using System.Text.Json;
using System.Text.Json.Serialization;
using Redflow.Payloads;

namespace Redflow.Schedules;

/// <summary>A schedule's times and options as they are stored: JSON without what has its default.</summary>
internal static class ScheduleJson
{
    private static readonly JsonSerializerOptions Json = new(PayloadJson.Options)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    public static byte[] Write(Schedule schedule, ScheduleOptions options)
    {
        var stored = new Stored { Options = options };
        return JsonSerializer.SerializeToUtf8Bytes(schedule switch
        {
            CronSchedule cron => stored with { Cron = cron.Expression, TimeZone = cron.TimeZone },
            IntervalSchedule every => stored with { Every = every.Interval },
            _ => stored with { At = ((OneTimeSchedule)schedule).At },
        }, Json);
    }

    public static (Schedule Schedule, ScheduleOptions Options) Read(ReadOnlySpan<byte> json)
    {
        var stored = JsonSerializer.Deserialize<Stored>(json, Json)!;
        return (
            stored.Cron is { } expression ? new CronSchedule(expression, stored.TimeZone!)
            : stored.Every is { } interval ? new IntervalSchedule(interval)
            : new OneTimeSchedule(stored.At!.Value),
            stored.Options ?? new());
    }

    private sealed record Stored
    {
        public string? Cron { get; init; }

        public string? TimeZone { get; init; }

        public TimeSpan? Every { get; init; }

        public DateTimeOffset? At { get; init; }

        public ScheduleOptions? Options { get; init; }
    }
}
