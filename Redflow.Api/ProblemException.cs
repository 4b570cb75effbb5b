using Microsoft.AspNetCore.Mvc;

namespace Redflow.Api;

/// <summary>Ends a request with a problem, from where the request is read.</summary>
internal sealed class ProblemException(ProblemDetails problem) : Exception(problem.Detail)
{
    public ProblemDetails Problem { get; } = problem;
}
