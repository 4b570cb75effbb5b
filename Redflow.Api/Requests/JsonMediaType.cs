using System.Net.Http.Headers;

namespace Redflow.Api.Requests;

/// <summary>Tells JSON in UTF-8 by its content type: <c>application/json</c>, or <c>application/…+json</c>.</summary>
internal static class JsonMediaType
{
    public static bool Matches(string? contentType) =>
        MediaTypeHeaderValue.TryParse(contentType, out var type) && IsJson(type.MediaType!) && IsUtf8(type.CharSet);

    private static bool IsJson(string mediaType) =>
        mediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase)
        || (mediaType.StartsWith("application/", StringComparison.OrdinalIgnoreCase)
            && mediaType.EndsWith("+json", StringComparison.OrdinalIgnoreCase));

    private static bool IsUtf8(string? charset) => charset is null || charset.Trim('"').Equals("utf-8", StringComparison.OrdinalIgnoreCase);
}
