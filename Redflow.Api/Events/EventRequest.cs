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
    private const string Rule = "does not belong: the body is {\"name\": \"…\", \"key\": \"…\", \"payload\": …}, and key is a string or null";

    /// <exception cref="ProblemException">The body or the idempotency key is not valid.</exception>
    public static EventRequest Read(Payload? body, string? idempotencyKey)
    {
        var reader = new ParameterReader();
        var request = reader.ReadBody<EventRequest>(body, Rule);
        reader.ThrowIfRefused();
        request ??= new();
        Check(reader, "name", request.Name ?? "");
        Check(reader, "key", request.Key);
        Check(reader, IdempotencyKey.Header, idempotencyKey);
        reader.ThrowIfRefused();
        return request;
    }

    private static void Check(ParameterReader reader, string name, string? text)
    {
        if (text is not null && !Labels.IsValid(text))
        {
            reader.Refuse(name, $"has to be {Labels.Rule}");
        }
    }
}
