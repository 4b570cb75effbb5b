using Redflow.Client;
using Redflow.Fuzz.Tests.Storm;
using Redflow.Limits;
using Redflow.Payloads;
using Redflow.Runs;
using Redflow.Schedules;

namespace Redflow.Fuzz.Tests.Client;

/// <summary>Reads what a call passes to the client.</summary>
internal static class CallOptions
{
    public static Payload PayloadOf(Call call) => new(HostileJson.Bytes(call.TextOf("input") ?? "null"));

    public static EmitOptions OptionsOf(Call call) => new()
    {
        IdempotencyKey = call.TextOf("key"),
        KeyTtl = call.SpanOf("keyTtl"),
        KeyReuse = (KeyReuse)(call.NumberOf("reuse") ?? 0),
        Tags = call.TextsOf("tags") ?? [],
        LimitKey = call.TextOf("limitKey"),
        ExpireAfter = call.SpanOf("expireAfter"),
        Timeout = call.SpanOf("timeout"),
        RunAt = call.TimeOf("runAt"),
        Delay = call.SpanOf("delay"),
        Priority = call.NumberOf("priority") ?? 0,
        AllowUnregistered = call.TextOf("unregistered") is not null,
    };

    /// <param name="call">The call.</param>
    /// <param name="parent">The run that it names.</param>
    public static RunQuery QueryOf(Call call, RunId parent) => new()
    {
        Workflow = call.TextOf("workflow"),
        Status = call.NumberOf("status") is { } status ? (RunStatus)status : null,
        Queue = call.TextOf("queue"),
        Tag = call.TextOf("tag"),
        Parent = call.TextOf("run") is not null && call.TextOf("limit") is not null ? parent : null,
        Fingerprint = call.TextOf("fingerprint"),
        IdempotencyKey = call.TextOf("key"),
        IdPrefix = call.TextOf("prefix"),
        CreatedFrom = call.TimeOf("from"),
        CreatedBefore = call.TimeOf("before"),
        Limit = call.NumberOf("limit") ?? 50,
        Cursor = call.TextOf("cursor"),
    };

    public static WorkflowLimits LimitsOf(Call call) => new()
    {
        MaxConcurrency = call.NumberOf("max"),
        MaxConcurrencyPerKey = call.NumberOf("perKey"),
        Rate = call.NumberOf("rate") is { } rate ? new(rate, call.SpanOf("every") ?? TimeSpan.FromSeconds(1)) : null,
    };

    public static Schedule ScheduleOf(Call call) => call.SpanOf("every") is { } every ? Schedule.Every(every)
        : call.TimeOf("runAt") is { } at ? Schedule.Once(at)
        : Schedule.Cron(call.TextOf("cron") ?? "0 3 * * *", call.TextOf("zone") ?? "UTC");

    public static ScheduleOptions ScheduleOptionsOf(Call call) => new()
    {
        Description = call.TextOf("description"),
        Priority = call.NumberOf("priority") ?? 0,
        Tags = call.TextsOf("tags") ?? [],
        Jitter = call.SpanOf("jitter") ?? default,
        StartAt = call.TimeOf("startAt"),
        EndAt = call.TimeOf("endAt"),
        MaxTicks = call.NumberOf("ticks"),
        Overlap = (OverlapPolicy)(call.NumberOf("overlap") ?? 0),
        Misfire = (MisfirePolicy)(call.NumberOf("misfire") ?? (int)MisfirePolicy.FireOnce),
        MisfireWindow = call.SpanOf("window"),
        AllowUnregistered = call.TextOf("unregistered") is not null,
    };
}
