using System.Net.Http.Headers;
using Redflow.Payloads;

namespace Redflow.Api.Requests;

/// <summary>Reads a request's body as the JSON text that it is.</summary>
internal static class JsonBody
{
    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    /// <summary>Reads the body; null when it is empty.</summary>
    /// <exception cref="ProblemException">It is not sent as JSON, or it isn't JSON.</exception>
    /// <exception cref="BadHttpRequestException">It is larger than the server takes.</exception>
    public static async Task<Payload?> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        using var buffer = new MemoryStream();
        await request.Body.CopyToAsync(buffer, cancellationToken);
        if (buffer.Length == 0)
        {
            return null;
        }

        if (!IsJson(request.ContentType))
        {
            throw new ProblemException(Problems.UnsupportedMediaType.With(
                $"The body was sent as '{request.ContentType}'. Send it with 'Content-Type: application/json', in UTF-8."));
        }

        ReadOnlyMemory<byte> body = buffer.GetBuffer().AsMemory(0, (int)buffer.Length);
        var json = body.Span.StartsWith(ByteOrderMark) ? body[ByteOrderMark.Length..] : body;
        JsonText.Check(json.Span);
        return new(json);
    }

    private static bool IsJson(string? contentType) =>
        MediaTypeHeaderValue.TryParse(contentType, out var type)
        && type.MediaType is { } name
        && (name.Equals("application/json", StringComparison.OrdinalIgnoreCase)
            || (name.StartsWith("application/", StringComparison.OrdinalIgnoreCase) && name.EndsWith("+json", StringComparison.OrdinalIgnoreCase)))
        && type.CharSet?.Trim('"').Equals("utf-8", StringComparison.OrdinalIgnoreCase) != false;
}
