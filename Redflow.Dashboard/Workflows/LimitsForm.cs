using System.Globalization;
using Redflow.Dashboard.Design;
using Redflow.Dashboard.Queries;
using Redflow.Limits;
using Redflow.Workflows;

namespace Redflow.Dashboard.Workflows;

/// <summary>The form that sets the limits of a workflow. An empty field is no limit.</summary>
/// <param name="Workflow">The workflow.</param>
/// <param name="Typed">What was typed.</param>
internal sealed record LimitsForm(WorkflowInfo Workflow, TypedForm Typed)
{
    public const string Slots = "slots";
    public const string SlotsPerKey = "slots-per-key";
    public const string Starts = "starts";
    public const string Period = "period";
    public const string PerKey = "per-key";

    private static readonly string SlotForms = $"a whole number from 1 to {Times.Count(WorkflowOptions.MaxLimit)}";
    private static readonly string StartForms = $"a whole number from 1 to {Times.Count(RateLimit.MaxCount)}";
    private static readonly string PeriodForms = $"{Duration.Forms}, 1ms to {RateLimit.MaxPeriod.Days}d";

    /// <summary>The form as limits fill it.</summary>
    public static Dictionary<string, string> Write(WorkflowLimits limits)
    {
        var texts = new Dictionary<string, string>
        {
            [Slots] = Text(limits.MaxConcurrency),
            [SlotsPerKey] = Text(limits.MaxConcurrencyPerKey),
            [Starts] = Text(limits.Rate?.Count),
            [Period] = limits.Rate is { } rate ? Duration.Format(rate.Period) : "",
        };
        if (limits.Rate is { PerKey: true })
        {
            texts[PerKey] = "on";
        }

        return texts;
    }

    /// <summary>Reads the limits; where the form has mistakes they are not to be used.</summary>
    public WorkflowLimits Read()
    {
        var starts = Typed.Read<int>(Starts, TryParseStarts, StartForms);
        var period = Typed.Read<TimeSpan>(Period, TryParsePeriod, PeriodForms);
        if (starts is not null && period is null)
        {
            Typed.Refuse(Period, "is missing: in which time may so many start?");
        }
        else if (period is not null && starts is null)
        {
            Typed.Refuse(Starts, "is missing: how many may start in that time?");
        }

        return new()
        {
            MaxConcurrency = Typed.Read<int>(Slots, TryParseSlots, SlotForms),
            MaxConcurrencyPerKey = Typed.Read<int>(SlotsPerKey, TryParseSlots, SlotForms),
            Rate = starts is { } count && period is { } span ? new(count, span, Typed.IsTicked(PerKey)) : null,
        };
    }

    private static string Text(int? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "";

    private static bool TryParseSlots(string text, out int slots) => TryParse(text, WorkflowOptions.MaxLimit, out slots);

    private static bool TryParseStarts(string text, out int starts) => TryParse(text, RateLimit.MaxCount, out starts);

    private static bool TryParse(string text, int atMost, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number >= 1 && number <= atMost;

    private static bool TryParsePeriod(string text, out TimeSpan period) =>
        Duration.TryParse(text, out period) && period >= TimeSpan.FromMilliseconds(1) && period <= RateLimit.MaxPeriod;
}
