using System.Text.Json.Serialization;
using Redflow.Client;

namespace Redflow.Api.Requests;

/// <summary>The body of a request that says why: to cancel a run, to pause a workflow or a queue.</summary>
/// <param name="Reason">Why; kept with what is done.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record ReasonRequest(string? Reason = null)
{
    /// <exception cref="ProblemException">The body is not such a request.</exception>
    public static async Task<ReasonRequest> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var body = await JsonBody.ReadAsync(request, cancellationToken);
        var reader = new ParameterReader();
        var reason = JsonRequest.Read<ReasonRequest>(body, reader, """{"reason": "…"}, a string or null""") ?? new();
        if (reason.Reason?.Length > RedflowClient.MaxReasonLength)
        {
            reader.Refuse("reason", $"has to be at most {RedflowClient.MaxReasonLength} characters");
        }

        reader.ThrowIfRefused();
        return reason;
    }
}
