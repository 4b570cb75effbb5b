namespace Redflow.Dashboard.Access;

/// <summary>A form that asks who somebody is.</summary>
/// <param name="Action">Where it goes.</param>
/// <param name="KeyField">The field of an API key; null where there are none.</param>
/// <param name="ReturnField">The field of what is shown then.</param>
/// <param name="Return">What is shown then: a path.</param>
/// <param name="Issuer">Where one may sign in instead; null for nowhere.</param>
/// <param name="Mistake">What was wrong with the last try; null when there was none.</param>
internal sealed record SignInForm(string Action, string? KeyField, string ReturnField, string Return, SignInIssuer? Issuer, string? Mistake);
