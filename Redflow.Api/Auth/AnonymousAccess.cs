using Microsoft.AspNetCore.Mvc;

namespace Redflow.Api.Auth;

/// <summary>Without authentication the API is for one machine in Development.</summary>
internal static class AnonymousAccess
{
    public const string Setting = $"{ApiOptions.Section}:{nameof(ApiOptions.AllowAnonymous)}";

    public static ProblemDetails LocalOnly => Problems.LocalOnly.With(
        "Without authentication the API answers only connections, host names and origins of this machine. "
        + $"Add a key, or set {Setting} to true to let everyone use it.");
}
