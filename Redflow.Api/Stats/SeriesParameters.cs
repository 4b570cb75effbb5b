using Microsoft.AspNetCore.Mvc;
using Redflow.Api.OpenApi;
using Redflow.Api.Requests;
using Redflow.Client;
using Redflow.Dashboard.Queries;

namespace Redflow.Api.Stats;

/// <summary>Which time series to show, as the request says it.</summary>
/// <param name="Workflow">Only runs of this workflow.</param>
/// <param name="From">Its first time; left out, an hour before its end. A span has up to 7 days.</param>
/// <param name="To">The time that it ends before; left out, now.</param>
/// <param name="Step">How long a step is: whole minutes, <c>1m</c> to <c>7d</c>. Left out, the shortest of <c>1m</c>, <c>5m</c> and more that makes at most 1,440 points.</param>
internal readonly record struct SeriesParameters(
    [FromQuery(Name = "workflow")] string? Workflow,
    [FromQuery(Name = "from"), Takes(ParameterKind.Time)] string? From,
    [FromQuery(Name = "to"), Takes(ParameterKind.Time)] string? To,
    [FromQuery(Name = "step"), Takes(ParameterKind.Duration)] string? Step)
{
    /// <summary>A day by the minute.</summary>
    public const int MaxPoints = 1_440;

    /// <summary>As long as minutes are kept.</summary>
    public static readonly TimeSpan MaxSpan = TimeSpan.FromDays(7);

    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan ByDefault = TimeSpan.FromHours(1);
    private static readonly TimeSpan[] Steps = [Minute, 5 * Minute, 15 * Minute, 60 * Minute];
    private static readonly string TimeForms = $"{UtcTime.Forms}, up to the year {EmitOptions.MaxRunAt.Year}";

    /// <exception cref="ProblemException">Any of them is not valid.</exception>
    public SeriesSpan Read(DateTimeOffset now)
    {
        var reader = new ParameterReader();
        reader.ReadWorkflow("workflow", Workflow);
        var (from, to) = (reader.Read<DateTimeOffset>("from", From, TryParseTime, TimeForms), reader.Read<DateTimeOffset>("to", To, TryParseTime, TimeForms));
        var step = reader.Read<TimeSpan>("step", Step, TryParseStep, $"a duration of whole minutes, from 1m to {MaxSpan.Days}d");
        reader.ThrowIfRefused();

        var end = Up(to ?? now);
        var start = Down(from ?? Before(end, ByDefault));
        if (start >= end || (to ?? now) - (from ?? start) > MaxSpan)
        {
            reader.Refuse(from is null ? "to" : "from", $"has to leave a span of up to {MaxSpan.Days}d: from is before to, which is now when it is left out");
            reader.ThrowIfRefused();
        }

        // A minute that begins before the longest span is one of which nothing is kept any more.
        start = start < Before(end, MaxSpan) ? Before(end, MaxSpan) : start;
        var span = new SeriesSpan(Workflow, start, end, step ?? Steps.First(one => (end - start) / one <= MaxPoints));
        if (span.Points > MaxPoints)
        {
            reader.Refuse("step", $"has to be longer: the span has {span.Points} of them, and at most {MaxPoints} are shown");
        }

        reader.ThrowIfRefused();
        return span;
    }

    private static DateTimeOffset Down(DateTimeOffset time) => new(time.UtcTicks - (time.UtcTicks % TimeSpan.TicksPerMinute), TimeSpan.Zero);

    private static DateTimeOffset Up(DateTimeOffset time) => Down(time) is var down && down < time ? down + Minute : down;

    private static DateTimeOffset Before(DateTimeOffset time, TimeSpan by) => time - DateTimeOffset.MinValue > by ? time - by : DateTimeOffset.MinValue;

    private static bool TryParseTime(string text, out DateTimeOffset time) => UtcTime.TryParse(text, out time) && time <= EmitOptions.MaxRunAt;

    private static bool TryParseStep(string text, out TimeSpan step) =>
        Duration.TryParse(text, out step) && step >= Minute && step <= MaxSpan && step.Ticks % TimeSpan.TicksPerMinute == 0;
}
