namespace Redflow.Dashboard.Access;

/// <summary>A key that lets somebody in; never the key itself, nor its hash.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Role">What it allows, in a word.</param>
internal sealed record ListedKey(string Name, string Role);
