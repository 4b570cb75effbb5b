using Microsoft.AspNetCore.Mvc;

namespace Redflow.Api;

/// <summary>A kind of problem (RFC 9457). Clients tell it by its <see cref="Uri"/>, which never changes.</summary>
/// <param name="Slug">The last part of its URI.</param>
/// <param name="Status">The HTTP status it comes with.</param>
/// <param name="Title">What it is, the same every time.</param>
internal sealed record ProblemType(string Slug, int Status, string Title)
{
    public string Uri => $"/problems/{Slug}";

    /// <param name="detail">What happened this time and what to do.</param>
    /// <param name="members">What a program wants to know of it.</param>
    public ProblemDetails With(string detail, params ReadOnlySpan<(string Name, object? Value)> members)
    {
        var problem = new ProblemDetails { Type = Uri, Status = Status, Title = Title, Detail = detail };
        foreach (var (name, value) in members)
        {
            problem.Extensions[name] = value;
        }

        return problem;
    }
}
