namespace Redflow.Dashboard.Runs;

/// <summary>What a row of a waterfall is about.</summary>
internal enum RowKind
{
    /// <summary>An attempt at a run.</summary>
    Attempt,

    /// <summary>A step.</summary>
    Step,

    /// <summary>A run that a step has made.</summary>
    Child,

    /// <summary>More than is shown: it leads to the rest.</summary>
    More,
}
