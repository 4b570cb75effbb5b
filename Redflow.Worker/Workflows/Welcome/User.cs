namespace Redflow.Worker.Workflows.Welcome;

/// <param name="Id">The id that other systems know the user by.</param>
/// <param name="Name">How to address the user.</param>
/// <param name="Email">The user's mailbox.</param>
internal sealed record User(string Id, string Name, string Email);
