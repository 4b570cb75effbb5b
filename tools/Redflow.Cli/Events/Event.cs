using System.Text.Json;

namespace Redflow.Cli.Events;

/// <summary>An event; one in a list has no ids of runs and no payload.</summary>
internal sealed record Event(
    string Id,
    string Name,
    string? Key,
    DateTimeOffset CreatedAt,
    bool IsMatched,
    int StartedCount,
    int ReleasedCount,
    IReadOnlyList<string>? Started,
    IReadOnlyList<string>? Released,
    JsonElement Payload);
