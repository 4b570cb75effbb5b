using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Redflow.Api.Requests;
using Redflow.Payloads;

namespace Redflow.Api.Events;

/// <summary>The body of a request to emit an event.</summary>
/// <param name="Name">The event's name.</param>
/// <param name="Key">Its correlation key.</param>
/// <param name="Payload">What it carries.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record EventRequest([property: Required] string? Name = null, string? Key = null, Payload? Payload = null)
{
    /// <exception cref="ProblemException">The body or the idempotency key is not valid.</exception>
    public static EventRequest Read(Payload? body, string? idempotencyKey)
    {
        var reader = new ParameterReader();
        var request = JsonRequest.Read<EventRequest>(body, reader, """{"name": "…", "key": "…", "payload": …}, and key is a string or null""");
        reader.ThrowIfRefused();
        request ??= new();
        reader.ReadLabel("name", request.Name ?? "", Names.MaxLabelLength);
        reader.ReadLabel("key", request.Key, Names.MaxLabelLength);
        IdempotencyKey.Read(reader, idempotencyKey);
        reader.ThrowIfRefused();
        return request;
    }
}
