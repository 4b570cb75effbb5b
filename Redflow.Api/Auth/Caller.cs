namespace Redflow.Api.Auth;

/// <summary>Who sent a request, as the gate found out; a feature of the request. An anonymous one has none.</summary>
/// <param name="Name">The name of the API key, or the subject of the token.</param>
/// <param name="Role">What the caller may do.</param>
internal sealed record Caller(string Name, ApiRole Role)
{
    /// <summary>What pages call the caller: people are more than the subject of a token.</summary>
    /// <value><see cref="Name"/>.</value>
    public string Shown { get; init; } = Name;
}
