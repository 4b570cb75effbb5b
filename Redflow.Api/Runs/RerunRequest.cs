using System.Text.Json;
using System.Text.Json.Serialization;
using Redflow.Api.Requests;
using Redflow.Payloads;

namespace Redflow.Api.Runs;

/// <summary>The body of a request to repeat a run.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record RerunRequest
{
    /// <summary>The step to begin at; null begins from the start.</summary>
    public string? FromStep { get; init; }

    /// <summary>The new run's input; left out, it is that of the other. Null is an input.</summary>
    public JsonElement Input { get; init; }

    /// <summary>The input as it was sent; null when it was left out.</summary>
    [JsonIgnore]
    public Payload? Edited => Input.ValueKind == JsonValueKind.Undefined ? null : new Payload(System.Text.Encoding.UTF8.GetBytes(Input.GetRawText()));

    /// <summary>Reads the body; an empty one repeats the run as it was.</summary>
    public static RerunRequest Read(Payload? body, ParameterReader reader)
    {
        var request = JsonRequest.Read<RerunRequest>(body, reader, """{"fromStep": "…", "input": …}""") ?? new();
        reader.ReadLabel("fromStep", request.FromStep, Names.MaxLabelLength);
        return request;
    }
}
