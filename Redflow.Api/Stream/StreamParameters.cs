using Microsoft.AspNetCore.Mvc;
using Redflow.Api.OpenApi;
using Redflow.Api.Requests;
using Redflow.Dashboard.Live;

namespace Redflow.Api.Stream;

/// <summary>What a reader wants to be told, as the request says it.</summary>
/// <param name="Topics">What to tell of, with commas between.</param>
/// <param name="Workflow">Only runs of this workflow.</param>
/// <param name="LastEventId">The <c>id</c> of the last event that was read: what became of runs since then comes first.</param>
internal readonly record struct StreamParameters(
    [FromQuery(Name = "topics"), Takes(ParameterKind.Words, Of = typeof(StreamTopic), Default = "runs")] string? Topics,
    [FromQuery(Name = "workflow")] string? Workflow,
    [FromHeader(Name = "Last-Event-ID")] string? LastEventId)
{
    private static readonly string Known = string.Join(", ", Enum.GetNames<StreamTopic>().Select(name => name.ToLowerInvariant()));

    /// <returns>The topics, each once; runs when none is named.</returns>
    /// <exception cref="ProblemException">Any of the parameters is not valid.</exception>
    public IReadOnlyCollection<StreamTopic> ReadTopics()
    {
        var reader = new ParameterReader();
        var topics = (Topics ?? nameof(StreamTopic.Runs)).Split(',').Select(TopicOf).ToHashSet();
        if (topics.Contains(null))
        {
            reader.Refuse("topics", $"takes {Known}, with commas between them");
        }

        reader.ReadWorkflow("workflow", Workflow);
        reader.ThrowIfRefused();
        return [.. topics.OfType<StreamTopic>()];
    }

    private static StreamTopic? TopicOf(string name) =>
        Enum.GetValues<StreamTopic>().Where(topic => string.Equals(topic.ToString(), name, StringComparison.OrdinalIgnoreCase)).Select(topic => (StreamTopic?)topic).FirstOrDefault();
}
