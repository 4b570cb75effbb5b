namespace Redflow.Dashboard.Schedules;

/// <summary>A span that somebody wants to have filled in, as it was typed.</summary>
/// <param name="From">The first time that counts, by the schedule's clock.</param>
/// <param name="Before">The time before which all instants are.</param>
internal sealed record BackfillForm(string From, string Before)
{
    /// <summary>What is wrong with the first time; null when nothing is.</summary>
    public string? FromMistake { get; init; }

    /// <summary>What is wrong with the last time or the span; null when nothing is.</summary>
    public string? BeforeMistake { get; init; }

    /// <summary>The span; null when nothing was typed, or a mistake.</summary>
    public (DateTimeOffset From, DateTimeOffset Before)? Span { get; init; }

    /// <summary>How many instants the span has; null before that was asked.</summary>
    public int? Count { get; init; }

    /// <param name="from">The first time, as it was typed.</param>
    /// <param name="before">The last time.</param>
    /// <param name="clock">The schedule's.</param>
    /// <param name="now">The time: what is to come fires by itself.</param>
    public static BackfillForm Read(string? from, string? before, ZoneClock clock, DateTimeOffset now)
    {
        var form = new BackfillForm(from?.Trim() ?? "", before?.Trim() ?? "");
        if (from is null && before is null)
        {
            return form;
        }

        var (first, last) = (clock.Read(form.From, out var fromMistake), clock.Read(form.Before, out var beforeMistake));
        beforeMistake ??= last > now ? "This is still to come: such ticks fire by themselves." : first >= last ? "It has to be later than the first time." : null;
        return form with
        {
            FromMistake = fromMistake,
            BeforeMistake = beforeMistake,
            Span = fromMistake is null && beforeMistake is null ? (first!.Value, last!.Value) : null,
        };
    }
}
