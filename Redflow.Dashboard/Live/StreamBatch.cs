using System.Collections.Concurrent;
using System.Text.Json;
using Redflow.Runs;

namespace Redflow.Dashboard.Live;

/// <summary>What all readers of a topic are told at a time. It is written once for those that want the same of it.</summary>
/// <param name="topic">What it is about.</param>
/// <param name="cursor">The place in the changes of runs behind it; null for another topic.</param>
/// <param name="changes">The changes of runs; none for another topic.</param>
/// <param name="state">What another topic looks like now, as JSON.</param>
/// <param name="isGap">Whether changes before it are not known.</param>
internal sealed class StreamBatch(StreamTopic topic, string? cursor, IReadOnlyList<RunChange> changes, string state, bool isGap)
{
    private readonly ConcurrentDictionary<string, string?> _texts = new(StringComparer.Ordinal);

    public StreamTopic Topic => topic;

    public string? Cursor => cursor;

    public bool IsGap => isGap;

    /// <summary>The changes of runs; none for another topic.</summary>
    public IReadOnlyList<RunChange> Changes => changes;

    /// <summary>What another topic looks like now, as JSON.</summary>
    public string State => state;

    /// <summary>The data of its event; null when it has nothing of the workflow.</summary>
    /// <param name="workflow">Only the runs of this workflow; null for all.</param>
    /// <param name="json">How it is written.</param>
    public string? TextFor(string? workflow, JsonSerializerOptions json) =>
        topic == StreamTopic.Runs ? _texts.GetOrAdd(workflow ?? "", Write, (changes, json)) : state;

    private static string? Write(string workflow, (IReadOnlyList<RunChange> Changes, JsonSerializerOptions Json) of)
    {
        var runs = workflow.Length == 0 ? of.Changes : [.. of.Changes.Where(change => change.Workflow == workflow)];
        return runs.Count == 0 ? null : JsonSerializer.Serialize(new { Runs = runs }, of.Json);
    }
}
