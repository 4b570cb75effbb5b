namespace Cronos;

/// <summary>Names the fields a cron expression has.</summary>
[Flags]
public enum CronFormat
{
    /// <summary>Five fields: minute, hour, day of month, month, day of week.</summary>
    Standard = 0,

    /// <summary>Six fields: second, then those of <see cref="Standard"/>.</summary>
    IncludeSeconds = 1,
}
