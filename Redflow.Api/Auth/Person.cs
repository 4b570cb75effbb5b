namespace Redflow.Api.Auth;

/// <summary>Who has signed in at the issuer, as the cookie has it.</summary>
/// <param name="Name">Who it is, without the mark of where they come from.</param>
/// <param name="Shown">What pages call them.</param>
/// <param name="Roles">The values of the issuer's claim that may give a role: which one they do is decided at each request.</param>
internal sealed record Person(string Name, string Shown, IReadOnlyList<string> Roles);
