namespace Redflow.Dashboard.Access;

/// <summary>Who says who somebody is.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Url">Where signing in begins.</param>
internal sealed record SignInIssuer(string Name, string Url);
