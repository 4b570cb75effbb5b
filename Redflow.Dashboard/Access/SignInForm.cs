namespace Redflow.Dashboard.Access;

/// <summary>A form that asks for an API key.</summary>
/// <param name="Action">Where it goes.</param>
/// <param name="KeyField">The field of the key.</param>
/// <param name="ReturnField">The field of what is shown then.</param>
/// <param name="Return">What is shown then: a path.</param>
/// <param name="Mistake">What was wrong with the last key; null when none was sent.</param>
internal sealed record SignInForm(string Action, string KeyField, string ReturnField, string Return, string? Mistake);
