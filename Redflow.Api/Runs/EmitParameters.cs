using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Mvc;
using Redflow.Api.OpenApi;
using Redflow.Api.Requests;
using Redflow.Client;
using Redflow.Dashboard.Queries;
using Redflow.Runs;

namespace Redflow.Api.Runs;

/// <summary>When and how a run is to be emitted, as the request says it.</summary>
/// <param name="RunAt">When it is due, up to the year 9000; a time that has passed means at once. Left out, at once.</param>
/// <param name="Delay">How long from now it is due, up to <c>3650d</c>; not together with <paramref name="RunAt"/>.</param>
/// <param name="Priority">Lower goes first within the queue.</param>
/// <param name="Tags">What it can be found by; may be given several times, and may have commas.</param>
/// <param name="LimitKey">Whose share of the workflow's limits it takes; left out, what the workflow finds in the input.</param>
/// <param name="ExpireAfter">How long after it was due it may still start, <c>1ms</c> to <c>3650d</c>; then it ends <c>canceled</c>. Left out, the workflow's.</param>
/// <param name="Timeout">How long it may take from its first start, <c>1ms</c> to <c>3650d</c>; then it ends <c>failed</c>. Left out, the workflow's.</param>
/// <param name="KeyTtl">How long it holds its idempotency key, <c>1ms</c> to <c>3650d</c>. Left out, as long as it is kept.</param>
/// <param name="KeyReuse">What to do when the idempotency key is taken: <c>afterFailure</c> makes a new run if that one failed or was canceled.</param>
/// <param name="WaitForRoom">How long to try again while the queue is full, <c>1ms</c> to <c>60s</c>. Left out, it is refused at once.</param>
/// <param name="AllowUnregistered">Whether the workflow may be one that no worker has registered; its run goes to the queue <c>default</c>.</param>
/// <param name="Key">While a run of the workflow with this key is kept, no second one is created.</param>
internal readonly record struct EmitParameters(
    [FromQuery(Name = "runAt"), Takes(ParameterKind.Time)] string? RunAt,
    [FromQuery(Name = "delay"), Takes(ParameterKind.Duration)] string? Delay,
    [FromQuery(Name = "priority"), Takes(ParameterKind.Number, From = -EmitOptions.MaxPriority, To = EmitOptions.MaxPriority, Default = 0)] string? Priority,
    [FromQuery(Name = EmitParameters.TagParameter), Takes(ParameterKind.Texts, To = EmitOptions.MaxTags, MaxLength = EmitOptions.MaxTagLength)] string[]? Tags,
    [FromQuery(Name = "limitKey"), Takes(ParameterKind.Text, MaxLength = Names.MaxLabelLength)] string? LimitKey,
    [FromQuery(Name = "expireAfter"), Takes(ParameterKind.Duration)] string? ExpireAfter,
    [FromQuery(Name = "timeout"), Takes(ParameterKind.Duration)] string? Timeout,
    [FromQuery(Name = "keyTtl"), Takes(ParameterKind.Duration)] string? KeyTtl,
    [FromQuery(Name = "keyReuse"), Takes(ParameterKind.Word, Of = typeof(KeyReuse), Default = "returnExisting")] string? KeyReuse,
    [FromQuery(Name = "waitForRoom"), Takes(ParameterKind.Duration)] string? WaitForRoom,
    [FromQuery(Name = "allowUnregistered"), Takes(ParameterKind.Flag, Default = false)] string? AllowUnregistered,
    [FromHeader(Name = IdempotencyKey.Header)] string? Key)
{
    /// <summary>The one parameter that may be given several times: a tag may have commas.</summary>
    public const string TagParameter = "tag";

    private static readonly string RunAtForms = $"{UtcTime.Forms}, up to the year {EmitOptions.MaxRunAt.Year}";
    private static readonly string DelayForms = $"{Duration.Forms}, up to {EmitOptions.MaxDelay.Days}d";
    private static readonly string SpanForms = $"{Duration.Forms}, 1ms to {EmitOptions.MaxDelay.Days}d";
    private static readonly string RoomForms = $"{Duration.Forms}, 1ms to {GetResult.MaxWait.TotalSeconds}s";
    private static readonly string PriorityForms = $"a whole number from {-EmitOptions.MaxPriority} to {EmitOptions.MaxPriority}";
    private static readonly string TagRule = $"at most {EmitOptions.MaxTags} of {Label.Rule(EmitOptions.MaxTagLength)}";
    private static readonly Dictionary<string, KeyReuse> Reuses = Enum.GetValues<KeyReuse>().ToDictionary(reuse => JsonNamingPolicy.CamelCase.ConvertName(reuse.ToString()));

    /// <exception cref="ProblemException">Any of them is not valid.</exception>
    public EmitOptions ToOptions()
    {
        var reader = new ParameterReader();
        var options = new EmitOptions
        {
            RunAt = reader.Read<DateTimeOffset>("runAt", RunAt, TryParseRunAt, RunAtForms),
            Delay = reader.Read<TimeSpan>("delay", Delay, TryParseDelay, DelayForms),
            Priority = reader.Read<int>("priority", Priority, TryParsePriority, PriorityForms) ?? 0,
            IdempotencyKey = IdempotencyKey.Read(reader, Key),
            Tags = Tags ?? [],
            LimitKey = reader.ReadLabel("limitKey", LimitKey, Names.MaxLabelLength),
            ExpireAfter = reader.Read<TimeSpan>("expireAfter", ExpireAfter, TryParseSpan, SpanForms),
            Timeout = reader.Read<TimeSpan>("timeout", Timeout, TryParseSpan, SpanForms),
            KeyTtl = reader.Read<TimeSpan>("keyTtl", KeyTtl, TryParseSpan, SpanForms),
            KeyReuse = reader.Read<KeyReuse>("keyReuse", KeyReuse, Reuses.TryGetValue, $"one of {string.Join(", ", Reuses.Keys)}") ?? default,
            WaitForRoom = reader.Read<TimeSpan>("waitForRoom", WaitForRoom, TryParseRoom, RoomForms),
            AllowUnregistered = reader.Read<bool>("allowUnregistered", AllowUnregistered, TryParseFlag, "true or false") ?? false,
        };
        CheckTogether(reader);
        reader.ThrowIfRefused();
        return options;
    }

    private void CheckTogether(ParameterReader reader)
    {
        if (RunAt is not null && Delay is not null)
        {
            reader.Refuse("delay", "can't stand together with runAt");
        }

        if (Tags?.Length > EmitOptions.MaxTags || Tags?.All(tag => Names.IsLabel(tag, EmitOptions.MaxTagLength)) == false)
        {
            reader.Refuse(TagParameter, $"has to be {TagRule}");
        }

        if (Key is null && KeyTtl is not null)
        {
            reader.Refuse("keyTtl", $"is that of the idempotency key: send {IdempotencyKey.Header}");
        }

        if (Key is null && KeyReuse is not null)
        {
            reader.Refuse("keyReuse", $"is that of the idempotency key: send {IdempotencyKey.Header}");
        }
    }

    private static bool TryParseRunAt(string text, out DateTimeOffset time) =>
        UtcTime.TryParse(text, out time) && time <= EmitOptions.MaxRunAt;

    private static bool TryParseDelay(string text, out TimeSpan delay) =>
        Duration.TryParse(text, out delay) && delay <= EmitOptions.MaxDelay;

    private static bool TryParseSpan(string text, out TimeSpan span) =>
        TryParseDelay(text, out span) && span >= TimeSpan.FromMilliseconds(1);

    private static bool TryParseRoom(string text, out TimeSpan span) => TryParseSpan(text, out span) && span <= GetResult.MaxWait;

    private static bool TryParseFlag(string text, out bool flag)
    {
        flag = text == "true";
        return text is "true" or "false";
    }

    private static bool TryParsePriority(string text, out int priority) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out priority)
        && priority is >= -EmitOptions.MaxPriority and <= EmitOptions.MaxPriority;
}
