using Redflow.Payloads;
using Redflow.Runs;

namespace Redflow.Events;

/// <summary>A named message as it is kept in the history.</summary>
public sealed record EventRecord
{
    /// <summary>Its id.</summary>
    public required EventId Id { get; init; }

    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>The correlation key; null for none.</summary>
    public string? CorrelationKey { get; init; }

    /// <summary>What it carries; absent from lists.</summary>
    public Payload? Payload { get; init; }

    /// <summary>When it was emitted, by Redis's clock.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The runs it started, by its workflows' triggers; at most 1,000 are listed.</summary>
    public required IReadOnlyList<RunId> Started { get; init; }

    /// <summary>The runs whose wait it ended; at most 1,000 are listed.</summary>
    public required IReadOnlyList<RunId> Released { get; init; }

    /// <summary>The W3C trace parent of its emit; absent from lists.</summary>
    internal string? TraceParent { get; init; }
}
