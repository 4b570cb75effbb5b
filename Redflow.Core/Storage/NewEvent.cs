using Redflow.Events;

namespace Redflow.Storage;

/// <summary>An event to emit.</summary>
/// <param name="Id">Its id, made by the client.</param>
/// <param name="Name">Its name.</param>
/// <param name="CorrelationKey">The correlation key; null for none.</param>
/// <param name="Payload">What it carries, as JSON.</param>
public sealed record NewEvent(EventId Id, string Name, string? CorrelationKey, byte[] Payload)
{
    /// <summary>Whose share of their workflows' limits the runs take that it starts, by workflow; nobody's where there is none.</summary>
    public IReadOnlyDictionary<string, string> LimitKeys { get; init; } = new Dictionary<string, string>();

    /// <summary>The W3C trace parent of the emit; the runs that it starts continue that trace.</summary>
    public string? TraceParent { get; init; }
}
