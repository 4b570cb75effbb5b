using System.Globalization;
using Redflow.Client;
using Redflow.Dashboard.Design;
using Redflow.Dashboard.Queries;

namespace Redflow.Dashboard.Workflows;

/// <summary>When and how a run is to start, as the form says it.</summary>
internal static class StartOptions
{
    public const string Delay = "delay";
    public const string At = "at";
    public const string Priority = "priority";
    public const string Tags = "tags";
    public const string Key = "key";

    public static readonly IReadOnlyList<string> All = [Delay, At, Priority, Tags, Key];

    private static readonly string DelayForms = $"{Duration.Forms}, up to {EmitOptions.MaxDelay.Days}d";
    private static readonly string AtForms = $"a time in UTC such as 2026-12-24 18:30, up to the year {EmitOptions.MaxRunAt.Year}";
    private static readonly string PriorityForms = $"a whole number from {-EmitOptions.MaxPriority} to {EmitOptions.MaxPriority}";
    private static readonly string[] TimeForms = ["yyyy-MM-dd HH:mm", "yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd HH:mm:ss.fff"];

    /// <summary>Reads them; where the form has mistakes they are not to be used.</summary>
    public static EmitOptions Read(TypedForm form)
    {
        var key = form.Text(Key).Trim();
        string[] tags = [.. form.Text(Tags).Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Distinct()];
        if (key.Length > 0 && !Names.IsLabel(key, EmitOptions.MaxKeyLength))
        {
            form.Refuse(Key, $"takes up to {EmitOptions.MaxKeyLength} characters without control characters");
        }

        if (tags.Length > EmitOptions.MaxTags || !tags.All(tag => Names.IsLabel(tag, EmitOptions.MaxTagLength)))
        {
            form.Refuse(Tags, $"has to be at most {EmitOptions.MaxTags} lines of up to {EmitOptions.MaxTagLength} characters");
        }

        var (delay, at) = (form.Read<TimeSpan>(Delay, TryParseDelay, DelayForms), form.Read<DateTimeOffset>(At, TryParseTime, AtForms));
        if (delay is not null && at is not null)
        {
            form.Refuse(At, "can't stand together with a delay: clear one of them");
        }

        return new()
        {
            Delay = delay,
            RunAt = at,
            Priority = form.Read<int>(Priority, TryParsePriority, PriorityForms) ?? 0,
            Tags = tags,
            IdempotencyKey = key.Length == 0 ? null : key,
        };
    }

    private static bool TryParseDelay(string text, out TimeSpan delay) => Duration.TryParse(text, out delay) && delay <= EmitOptions.MaxDelay;

    private static bool TryParseTime(string text, out DateTimeOffset time) =>
        DateTimeOffset.TryParseExact(text.Replace('T', ' ').TrimEnd('Z'), TimeForms, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out time)
        && time <= EmitOptions.MaxRunAt;

    private static bool TryParsePriority(string text, out int priority) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out priority)
        && priority is >= -EmitOptions.MaxPriority and <= EmitOptions.MaxPriority;
}
