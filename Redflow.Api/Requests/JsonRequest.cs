using System.Text.Json;
using Redflow.Payloads;

namespace Redflow.Api.Requests;

/// <summary>Reads bodies that are no inputs but say what to do.</summary>
internal static class JsonRequest
{
    /// <summary>A payload within it may be as deep as one that is a body of its own.</summary>
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { MaxDepth = Payload.MaxDepth + 1 };

    /// <summary>Reads the body; null when there is none, and when it was refused.</summary>
    /// <param name="body">The body.</param>
    /// <param name="reader">Where mistakes go.</param>
    /// <param name="form">What the body has to be, such as <c>{"reason": "…"}</c>.</param>
    public static T? Read<T>(Payload? body, ParameterReader reader, string form)
        where T : class => TryRead<T>(body, reader, form, out var request) ? request : null;

    /// <summary>Reads the body; null when it was refused, as none is.</summary>
    /// <param name="body">The body.</param>
    /// <param name="reader">Where mistakes go.</param>
    /// <param name="form">What the body has to be.</param>
    public static T? ReadRequired<T>(Payload? body, ParameterReader reader, string form)
        where T : class
    {
        if (TryRead<T>(body, reader, form, out var request) && request is null)
        {
            reader.Refuse("$", $"has to be {form}");
        }

        return request;
    }

    private static bool TryRead<T>(Payload? body, ParameterReader reader, string form, out T? request)
        where T : class
    {
        request = null;
        try
        {
            request = body?.As<T>(Json);
            return true;
        }
        catch (JsonException exception)
        {
            var member = exception.Path?.TrimStart('$', '.') is { Length: > 0 } path ? path : "$";
            reader.Refuse(member, $"does not belong, or is of another type: the body is {form}");
            return false;
        }
    }
}
