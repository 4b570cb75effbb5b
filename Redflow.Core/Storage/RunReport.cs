using Redflow.Runs;

namespace Redflow.Storage;

/// <summary>What a handler tells of its run.</summary>
/// <param name="Id">The run.</param>
/// <param name="Fence">The fence it was claimed under.</param>
public sealed record RunReport(RunId Id, long Fence)
{
    /// <summary>How many lines of a run's log are kept: the last ones.</summary>
    public const int KeptLines = 100;

    /// <summary>A status of its own as JSON; null for the one before.</summary>
    public byte[]? CustomStatus { get; init; }

    /// <summary>Its <see cref="RunProgress"/> as JSON; null for the one before.</summary>
    public byte[]? Progress { get; init; }

    /// <summary>Whether it has compensations from now on.</summary>
    public bool IsCompensable { get; init; }

    /// <summary>How many lines were reported before under this fence: by it a report sent again adds none twice.</summary>
    public long EarlierLines { get; init; }

    /// <summary>New lines of its log, each a <see cref="RunLogLine"/> as JSON; at most <see cref="KeptLines"/>.</summary>
    public IReadOnlyList<byte[]> Lines { get; init; } = [];
}
