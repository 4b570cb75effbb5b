using Redflow.Client;

namespace Redflow.Schedules;

/// <summary>What a schedule starts, and how.</summary>
public sealed record ScheduleOptions
{
    /// <summary>The longest <see cref="Description"/>, in characters.</summary>
    public const int MaxDescriptionLength = 1_024;

    /// <summary>The longest <see cref="Jitter"/>: 1 hour.</summary>
    public static readonly TimeSpan MaxJitter = TimeSpan.FromHours(1);

    /// <summary>The longest <see cref="MisfireWindow"/>: 3,650 days.</summary>
    public static readonly TimeSpan MaxMisfireWindow = TimeSpan.FromDays(3_650);

    /// <summary>The latest time that a schedule takes: the year 9000.</summary>
    public static readonly DateTimeOffset MaxTime = new(9000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>What it is for, in up to 1,024 characters.</summary>
    public string? Description { get; init; }

    /// <summary>See <see cref="EmitOptions.Priority"/>.</summary>
    /// <value>0.</value>
    public int Priority { get; init; }

    /// <summary>See <see cref="EmitOptions.Tags"/>.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>How much later than its instant a tick may fire, up to 1 h: as much as the schedule's id and the instant make it, the same for every scheduler.</summary>
    /// <value>0.</value>
    public TimeSpan Jitter { get; init; }

    /// <summary>The earliest instant. An interval begins there.</summary>
    /// <value>Null: when the schedule is stored.</value>
    public DateTimeOffset? StartAt { get; init; }

    /// <summary>The time before which all instants are.</summary>
    /// <value>Null: there is no end.</value>
    public DateTimeOffset? EndAt { get; init; }

    /// <summary>How many ticks fire at most, 1 or more; skipped and missed ones don't count. Counted anew when the schedule's times change.</summary>
    /// <value>Null: there is no limit.</value>
    public int? MaxTicks { get; init; }

    /// <summary>What becomes of a tick that finds its workflow at its limit.</summary>
    /// <value><see cref="OverlapPolicy.Skip"/>.</value>
    public OverlapPolicy Overlap { get; init; }

    /// <summary>What becomes of ticks that nobody fired in time.</summary>
    /// <value><see cref="MisfirePolicy.FireOnce"/>.</value>
    public MisfirePolicy Misfire { get; init; }

    /// <summary>How late a tick may still fire, 1 s to 3,650 days. Not for <see cref="MisfirePolicy.FireOnce"/>, which takes any.</summary>
    /// <value>Null: 1 min for <see cref="MisfirePolicy.Skip"/>, 1 day for <see cref="MisfirePolicy.FireAll"/>.</value>
    public TimeSpan? MisfireWindow { get; init; }

    /// <summary>Whether the workflow may be one that no worker has registered yet; ticks are skipped until one has.</summary>
    /// <value>False: storing such a schedule throws <see cref="Workflows.UnknownWorkflowException"/>.</value>
    public bool AllowUnregistered { get; init; }

    internal TimeSpan Window => MisfireWindow ?? (Misfire == MisfirePolicy.FireAll ? TimeSpan.FromDays(1) : TimeSpan.FromMinutes(1));

    /// <summary>Says what is wrong with it, by the member that is.</summary>
    internal IEnumerable<ScheduleMistake> Mistakes()
    {
        if (Description?.Length > MaxDescriptionLength)
        {
            yield return new(nameof(Description), $"A description takes at most {MaxDescriptionLength} characters.");
        }

        if (Priority is < -EmitOptions.MaxPriority or > EmitOptions.MaxPriority)
        {
            yield return new(nameof(Priority), $"Priority goes from {-EmitOptions.MaxPriority} to {EmitOptions.MaxPriority}; this one is {Priority}.");
        }

        if (Tags is null || Tags.Count > EmitOptions.MaxTags || Tags.Any(tag => !Names.IsLabel(tag, EmitOptions.MaxTagLength)))
        {
            yield return new(nameof(Tags), $"Tags takes at most {EmitOptions.MaxTags} tags of 1 to {EmitOptions.MaxTagLength} characters without control characters.");
        }

        if (Jitter < TimeSpan.Zero || Jitter > MaxJitter)
        {
            yield return new(nameof(Jitter), $"Jitter goes from 0 to 1 h; this one is {Jitter}.");
        }

        if (StartAt > MaxTime || EndAt > MaxTime)
        {
            yield return new(StartAt > MaxTime ? nameof(StartAt) : nameof(EndAt), "A schedule goes up to the year 9000.");
        }

        if (EndAt <= StartAt)
        {
            yield return new(nameof(EndAt), "EndAt has to be later than StartAt.");
        }

        if (MaxTicks < 1)
        {
            yield return new(nameof(MaxTicks), $"MaxTicks is 1 or more, or null for no limit; this one is {MaxTicks}.");
        }

        if (!Enum.IsDefined(Overlap))
        {
            yield return new(nameof(Overlap), $"Overlap is one of {string.Join(", ", Enum.GetNames<OverlapPolicy>())}.");
        }

        if (!Enum.IsDefined(Misfire))
        {
            yield return new(nameof(Misfire), $"Misfire is one of {string.Join(", ", Enum.GetNames<MisfirePolicy>())}.");
        }

        if (MisfireWindow is { } window && (Misfire == MisfirePolicy.FireOnce || window < TimeSpan.FromSeconds(1) || window > MaxMisfireWindow))
        {
            yield return new(nameof(MisfireWindow), Misfire == MisfirePolicy.FireOnce
                ? "FireOnce takes ticks of any age: leave MisfireWindow out, or choose Skip or FireAll."
                : $"MisfireWindow goes from 1 s to {MaxMisfireWindow.TotalDays} days; this one is {window}.");
        }
    }
}
