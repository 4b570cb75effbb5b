using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Redflow.Api.Requests;
using Redflow.Payloads;

namespace Redflow.Api.Runs;

/// <summary>The body of a signal to a run.</summary>
/// <param name="Name">The signal's name.</param>
/// <param name="Payload">What it carries; left out, it is null.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record SignalRequest([property: Required] string? Name = null, Payload? Payload = null)
{
    public static SignalRequest Read(Payload? body, ParameterReader reader)
    {
        if (JsonRequest.ReadRequired<SignalRequest>(body, reader, """{"name": "…", "payload": …}""") is not { } request)
        {
            return new();
        }

        reader.ReadLabel("name", request.Name ?? "", Names.MaxLabelLength);
        return request;
    }
}
