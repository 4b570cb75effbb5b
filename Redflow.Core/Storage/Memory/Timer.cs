namespace Redflow.Storage.Memory;

/// <summary>Something to be done later.</summary>
/// <param name="At">When it is due.</param>
/// <param name="Kind">What to do.</param>
/// <param name="Name">To what: a run's id, or a workflow's name.</param>
internal readonly record struct Timer(DateTimeOffset At, TimerKind Kind, string Name)
{
    public static readonly Comparer<Timer> EarliestFirst = Comparer<Timer>.Create(static (a, b) =>
    {
        var order = (a.At, a.Kind).CompareTo((b.At, b.Kind));
        return order != 0 ? order : string.CompareOrdinal(a.Name, b.Name);
    });
}
