namespace Redflow.Dashboard.Runs;

/// <summary>Which of a run's steps are shown: a run may have thousands.</summary>
/// <param name="First">The place of the first one, from 0.</param>
/// <param name="Count">How many.</param>
/// <param name="Total">How many it has.</param>
internal readonly record struct StepWindow(int First, int Count, int Total)
{
    /// <summary>How many are shown at a time.</summary>
    public const int Size = 100;

    public bool IsWhole => Count == Total;

    /// <summary>The place behind the last one that is shown.</summary>
    public int End => First + Count;

    /// <summary>The last ones: there a run goes on, or has failed.</summary>
    public static StepWindow Last(int total) => At(total - Size, total);

    /// <summary>Those that an address asks for: by their number, those around the selected one, or the last ones.</summary>
    /// <param name="address">The address.</param>
    /// <param name="total">How many the run has.</param>
    /// <param name="selected">The place of the selected one; negative for none.</param>
    public static StepWindow Of(RunAddress address, int total, int selected) => address switch
    {
        { IsWhole: true } => new(0, total, total),
        { First: { } first } => At(first - 1, total),
        _ when selected >= 0 && selected < Last(total).First => At(selected - (Size / 2), total),
        _ => Last(total),
    };

    public bool Has(int place) => place >= First && place < End;

    private static StepWindow At(int first, int total)
    {
        var from = Math.Clamp(first, 0, Math.Max(0, total - 1));
        return new(from, Math.Min(Size, total - from), total);
    }
}
