using Redflow.Dashboard.Queries;

namespace Redflow.Api.Schedules;

/// <summary>A schedule's id as a path has it.</summary>
/// <param name="Value">The id.</param>
internal readonly record struct ScheduleId(string Value)
{
    /// <exception cref="ProblemException">The path has no schedule's id.</exception>
    public static ValueTask<ScheduleId> BindAsync(HttpContext context)
    {
        var id = RouteSegment.Read(context, "id");
        return id.Length <= Names.MaxLabelLength && !id.Any(char.IsControl)
            ? new(new ScheduleId(id))
            : throw new ProblemException(Problems.ScheduleNotFound.With(
                $"This path names no schedule: an id is 1 to {Names.MaxLabelLength} characters without control characters."));
    }
}
