namespace Redflow.Api.Auth;

/// <summary>Somebody's sign-in, by which a request is let in; a feature of the request.</summary>
/// <param name="Caller">Whose it is.</param>
/// <param name="Issuer">Where they have signed in; null for an API key.</param>
/// <param name="Until">When it ends.</param>
internal sealed record Session(Caller Caller, string? Issuer, DateTimeOffset Until);
