namespace Redflow.Api.Requests;

/// <summary>Refuses query parameters that are given more than once: they would be read as one value with commas.</summary>
internal static class RepeatedParameters
{
    /// <param name="endpoints">Where.</param>
    /// <param name="lists">Those that may be.</param>
    public static TBuilder RefuseRepeatedParameters<TBuilder>(this TBuilder endpoints, params string[] lists)
        where TBuilder : IEndpointConventionBuilder => endpoints.AddEndpointFilter((invocation, next) =>
        {
            var reader = new ParameterReader();
            foreach (var (name, values) in invocation.HttpContext.Request.Query)
            {
                if (values.Count > 1 && !lists.Contains(name, StringComparer.OrdinalIgnoreCase))
                {
                    reader.Refuse(name, "has to be given once; where it takes several values, they have commas between");
                }
            }

            reader.ThrowIfRefused();
            return next(invocation);
        });
}
