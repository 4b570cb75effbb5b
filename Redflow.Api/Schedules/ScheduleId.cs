using Microsoft.AspNetCore.Http.Features;

namespace Redflow.Api.Schedules;

/// <summary>A schedule's id as a path has it.</summary>
/// <param name="Value">The id.</param>
internal readonly record struct ScheduleId(string Value)
{
    private const string Slash = "%2F";

    /// <exception cref="ProblemException">The path has no schedule's id.</exception>
    public static ValueTask<ScheduleId> BindAsync(HttpContext context)
    {
        var id = Read((string)context.GetRouteValue("id")!, context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget);
        return id.Length <= Names.MaxLabelLength && !id.Any(char.IsControl)
            ? new(new ScheduleId(id))
            : throw new ProblemException(Problems.ScheduleNotFound.With(
                $"This path names no schedule: an id is 1 to {Names.MaxLabelLength} characters without control characters."));
    }

    /// <summary>
    /// The server has decoded the segment, but for a slash: that is there as it was sent, and so are these characters themselves, which were sent as
    /// <c>%252F</c>. What was sent tells them apart.
    /// </summary>
    private static string Read(string segment, string target)
    {
        if (!segment.Contains(Slash, StringComparison.OrdinalIgnoreCase))
        {
            return segment;
        }

        var sent = target.Split('?')[0].Split('/')
            .FirstOrDefault(part => Uri.UnescapeDataString(part.Replace(Slash, "%252F", StringComparison.Ordinal).Replace("%2f", "%252f", StringComparison.Ordinal)) == segment);
        return sent is null ? segment.Replace(Slash, "/", StringComparison.OrdinalIgnoreCase) : Uri.UnescapeDataString(sent);
    }
}
