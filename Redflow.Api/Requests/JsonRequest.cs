using System.Text.Json;
using Redflow.Payloads;

namespace Redflow.Api.Requests;

/// <summary>Reads bodies that are no inputs but say what to do.</summary>
internal static class JsonRequest
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { MaxDepth = Payload.MaxDepth + 1 };

    /// <summary>Reads the body; null when there is none, and when it was refused.</summary>
    /// <param name="body">The body.</param>
    /// <param name="reader">Where mistakes go.</param>
    /// <param name="form">What the body has to be, such as <c>{"reason": "…"}</c>.</param>
    public static T? Read<T>(Payload? body, ParameterReader reader, string form)
        where T : class
    {
        try
        {
            return body?.As<T>(Json);
        }
        catch (JsonException exception)
        {
            var member = exception.Path?.TrimStart('$', '.') is { Length: > 0 } path ? path : "$";
            reader.Refuse(member, $"does not belong, or is of another type: the body is {form}");
            return null;
        }
    }
}
