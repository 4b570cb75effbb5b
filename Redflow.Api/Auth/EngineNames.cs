namespace Redflow.Api.Auth;

/// <summary>
/// What the engine runs for itself is not for callers to start or change, whatever their role: a run of <c>redflow.bulk</c>, say, changes all runs
/// that its input names.
/// </summary>
internal static class EngineNames
{
    /// <summary>The one part of paths that is no name of ours: of runs and schedules, users may choose the ids of the latter.</summary>
    private const string Id = "id";

    /// <summary>Refuses changes of what a path names so, on every endpoint of a group.</summary>
    public static void RefuseChangesOfEngineNames(this RouteGroupBuilder api) => api.AddEndpointFilter((context, next) =>
    {
        if (ApiRoles.IsChange(context.HttpContext.Request))
        {
            foreach (var (part, value) in context.HttpContext.Request.RouteValues)
            {
                ThrowIfOurs(part == Id ? "" : value as string ?? "");
            }
        }

        return next(context);
    });

    /// <exception cref="ProblemException">The name is one of the engine's own.</exception>
    public static void ThrowIfOurs(string name)
    {
        if (SystemNames.IsOurs(name))
        {
            throw new ProblemException(Problems.EngineName.With(
                $"'{name}' is the engine's own: names that begin with '{SystemNames.Prefix}' can't be started or changed over HTTP."));
        }
    }
}
