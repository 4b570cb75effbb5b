using Redflow.Events;
using Redflow.Payloads;
using Redflow.Runs;

namespace Redflow.Storage.Memory;

/// <summary>An event in the history.</summary>
internal sealed class MemoryEvent(NewEvent emitted, DateTimeOffset now)
{
    public const int MostListed = 1_000;

    private readonly List<RunId> _started = [];
    private readonly List<RunId> _released = [];

    public EventId Id { get; } = emitted.Id;

    public string Name { get; } = emitted.Name;

    /// <summary>The correlation key, empty for none.</summary>
    public string CorrelationKey { get; } = emitted.CorrelationKey ?? "";

    public byte[] Payload { get; } = emitted.Payload;

    public IReadOnlyDictionary<string, string> LimitKeys { get; } = emitted.LimitKeys;

    public DateTimeOffset CreatedAt { get; } = now;

    public string? TraceParent { get; } = emitted.TraceParent;

    /// <summary>Its place in lists.</summary>
    public RunCursor Place => new(CreatedAt.ToUnixTimeMilliseconds(), Id.Value);

    public void AddStarted(RunId run) => Add(_started, run);

    public void AddReleased(RunId run) => Add(_released, run);

    public EventRecord ToRecord(bool withPayload) => new()
    {
        Id = Id,
        Name = Name,
        CorrelationKey = CorrelationKey.Length == 0 ? null : CorrelationKey,
        Payload = withPayload ? new Payload(Payload) : null,
        CreatedAt = CreatedAt,
        Started = [.. _started],
        Released = [.. _released],
    };

    private static void Add(List<RunId> runs, RunId run)
    {
        if (runs.Count < MostListed)
        {
            runs.Add(run);
        }
    }
}
