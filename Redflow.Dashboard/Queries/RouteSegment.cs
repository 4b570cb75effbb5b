using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;

namespace Redflow.Dashboard.Queries;

/// <summary>Reads a segment of a path as it was meant, with any character in it.</summary>
internal static class RouteSegment
{
    private const string Slash = "%2F";

    /// <remarks>
    /// The server has decoded the segment, but for a slash: that is there as it was sent, and so are these characters themselves, which were sent as
    /// <c>%252F</c>. What was sent tells them apart.
    /// </remarks>
    public static string Read(HttpContext context, string name)
    {
        var segment = (string)context.GetRouteValue(name)!;
        if (!segment.Contains(Slash, StringComparison.OrdinalIgnoreCase))
        {
            return segment;
        }

        var sent = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget.Split('?')[0].Split('/')
            .FirstOrDefault(part => Uri.UnescapeDataString(part.Replace(Slash, "%252F", StringComparison.Ordinal).Replace("%2f", "%252f", StringComparison.Ordinal)) == segment);
        return sent is null ? segment.Replace(Slash, "/", StringComparison.OrdinalIgnoreCase) : Uri.UnescapeDataString(sent);
    }
}
