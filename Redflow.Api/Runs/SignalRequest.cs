using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.Json.Serialization;
using Redflow.Api.Requests;
using Redflow.Payloads;

namespace Redflow.Api.Runs;

/// <summary>The body of a signal to a run.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record SignalRequest
{
    private static readonly Payload Nothing = new("null"u8.ToArray());

    /// <summary>The signal's name.</summary>
    [Required]
    public string? Name { get; init; }

    /// <summary>What it carries; left out, it is null.</summary>
    public JsonElement Payload { get; init; }

    /// <summary>What it carries, as it was sent.</summary>
    [JsonIgnore]
    public Payload Carried => Payload.ValueKind == JsonValueKind.Undefined ? Nothing : new Payload(System.Text.Encoding.UTF8.GetBytes(Payload.GetRawText()));

    public static SignalRequest Read(Payload? body, ParameterReader reader)
    {
        const string Form = """{"name": "…", "payload": …}""";
        var request = JsonRequest.Read<SignalRequest>(body, reader, Form);
        if (request is null)
        {
            reader.RefuseUnlessRefused("$", $"has to be {Form}");
            return new();
        }

        if (request.Name is null || !Label.IsValid(request.Name, Names.MaxLabelLength))
        {
            reader.Refuse("name", $"has to be a signal's name: {Label.Rule(Names.MaxLabelLength)}");
        }

        return request;
    }
}
