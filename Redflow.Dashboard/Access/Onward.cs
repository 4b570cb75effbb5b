namespace Redflow.Dashboard.Access;

/// <summary>Where a browser goes on to by itself.</summary>
/// <param name="Url">A path of the app's own.</param>
internal sealed record Onward(string Url);
