using Redflow.Runs;
using EventId = Redflow.Events.EventId;

namespace Redflow.Api.Requests;

/// <summary>Reads what stands in paths: what can't be the name of anything is as absent as what could.</summary>
internal static class RouteParameters
{
    /// <summary>What ids of runs, events and bulk operations are.</summary>
    public static readonly string IdRule = $"{RunId.Length} characters of 0-9 and a-z without i, l, o and u";

    /// <exception cref="ProblemException">The text is not a run id.</exception>
    public static RunId ReadRunId(string text) => RunId.TryParse(text, null, out var id)
        ? id
        : throw new ProblemException(Problems.RunNotFound.With($"This path names no run: a run id is {IdRule}."));

    /// <exception cref="ProblemException">The text is not a workflow's name.</exception>
    public static string ReadWorkflow(string text) => Names.IsValid(text)
        ? text
        : throw new ProblemException(Problems.UnknownWorkflow.With($"This path names no workflow: a name is {Names.Rule}."));

    /// <exception cref="ProblemException">The text is not a queue's name.</exception>
    public static string ReadQueue(string text) => Names.IsValid(text)
        ? text
        : throw new ProblemException(Problems.QueueNotFound.With($"This path names no queue: a name is {Names.Rule}."));

    /// <exception cref="ProblemException">The text is not an event id.</exception>
    public static EventId ReadEventId(string text) => EventId.TryParse(text, null, out var id)
        ? id
        : throw new ProblemException(Problems.EventNotFound.With($"This path names no event: an event id is {IdRule}."));

    /// <exception cref="ProblemException">The text is not a bulk operation's id.</exception>
    public static RunId ReadBulkId(string text) => RunId.TryParse(text, null, out var id)
        ? id
        : throw new ProblemException(Problems.BulkNotFound.With($"This path names no bulk operation: an id is {IdRule}."));
}
