namespace Redflow.Dashboard.Runs;

/// <summary>A row of a waterfall.</summary>
/// <param name="Kind">What it is about.</param>
/// <param name="Key">What tells it from other rows.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Status">Where it stands, as a word.</param>
/// <param name="Url">Where it leads.</param>
internal sealed record WaterfallRow(RowKind Kind, string Key, string Name, string Status, string Url)
{
    /// <summary>How far below the page's own run it is.</summary>
    public int Level { get; init; }

    /// <summary>Its bars, in time.</summary>
    public IReadOnlyList<WaterfallBar> Bars { get; init; } = [];

    /// <summary>How long it took, as people read it.</summary>
    public string Took { get; init; } = "";

    /// <summary>Whether its details are shown.</summary>
    public bool IsSelected { get; init; }

    /// <summary>What folds and unfolds its steps; null where it has none to unfold.</summary>
    public string? TurnUrl { get; init; }

    /// <summary>Whether they are unfolded.</summary>
    public bool IsUnfolded { get; init; }

    /// <summary>What is known of it, in a few words each.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Facts { get; init; } = [];

    /// <summary>What went wrong; null when nothing did.</summary>
    public string? Mistake { get; init; }

    /// <summary>The beginning of its result; null when it has none.</summary>
    public string? Result { get; init; }
}
