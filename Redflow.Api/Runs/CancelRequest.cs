using System.Text.Json.Serialization;
using Redflow.Api.Requests;
using Redflow.Client;
using Redflow.Payloads;

namespace Redflow.Api.Runs;

/// <summary>The body of a request to cancel a run.</summary>
/// <param name="Reason">Why; kept with the run.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record CancelRequest(string? Reason = null)
{
    /// <exception cref="ProblemException">The body is not such a request.</exception>
    public static CancelRequest Read(Payload? body)
    {
        var reader = new ParameterReader();
        var request = JsonRequest.Read<CancelRequest>(body, reader, """{"reason": "…"}, a string or null""") ?? new();
        if (request.Reason?.Length > RedflowClient.MaxReasonLength)
        {
            reader.Refuse("reason", $"has to be at most {RedflowClient.MaxReasonLength} characters");
        }

        reader.ThrowIfRefused();
        return request;
    }
}
