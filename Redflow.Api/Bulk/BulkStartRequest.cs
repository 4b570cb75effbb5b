using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.Json.Serialization;
using Redflow.Api.Requests;
using Redflow.Api.Runs;
using Redflow.Bulk;
using Redflow.Client;
using Redflow.Payloads;

namespace Redflow.Api.Bulk;

/// <summary>The body of a request to start a bulk operation.</summary>
/// <param name="Operation">What to do to each run: <c>cancel</c>, <c>retry</c> or <c>delete</c>.</param>
/// <param name="Filter">Which runs.</param>
/// <param name="Reason">The reason of a cancellation, at most 1,024 characters; of <c>cancel</c> alone.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record BulkStartRequest(
    [property: Required] string? Operation = null, [property: Required] RunFilter? Filter = null, string? Reason = null)
{
    private const string Form = """{"operation": "…", "filter": {…}, "reason": "…"}""";

    private static readonly Dictionary<string, BulkOperation> Operations =
        Enum.GetValues<BulkOperation>().ToDictionary(operation => JsonNamingPolicy.CamelCase.ConvertName(operation.ToString()));

    private static readonly string Words = string.Join(", ", Operations.Keys);

    /// <summary>Reads the body. What it returns counts only when nothing was refused.</summary>
    public static BulkRequest Read(Payload? body, ParameterReader reader)
    {
        if (JsonRequest.ReadRequired<BulkStartRequest>(body, reader, Form) is not { } request)
        {
            return new(default, new());
        }

        if (request.Operation is null)
        {
            reader.Refuse("operation", $"has to be given: one of {Words}");
        }

        if (request.Filter is null)
        {
            reader.Refuse("filter", "has to be given: {} means all runs");
        }

        var operation = reader.Read<BulkOperation>("operation", request.Operation, Operations.TryGetValue, $"one of {Words}");
        var filter = request.Filter?.ToQuery(reader, "filter.") ?? new();
        CheckReason(request.Reason, operation, reader);
        return new(operation ?? default, filter, request.Reason);
    }

    private static void CheckReason(string? reason, BulkOperation? operation, ParameterReader reader)
    {
        if (reason?.Length > RedflowClient.MaxReasonLength)
        {
            reader.Refuse("reason", $"has to be at most {RedflowClient.MaxReasonLength} characters");
        }
        else if (reason is not null && operation is not (null or BulkOperation.Cancel))
        {
            reader.Refuse("reason", "goes with cancel only");
        }
    }
}
