namespace Redflow.Worker.Workflows.Welcome;

/// <summary>A handful of users in memory.</summary>
internal sealed class SampleUsers : IUsers
{
    private static readonly Dictionary<string, User> Users = new User[]
    {
        new("user_123", "Ada Lovelace", "ada@example.com"),
        new("user_124", "Grace Hopper", "grace@example.com"),
        new("user_125", "Zoë Ångström", "zoe@example.com"),
        new("user_126", "Alan Turing", "alan@example.com"),
        new("user_127", "津田 梅子", "umeko@example.com"),
    }.ToDictionary(user => user.Id, StringComparer.Ordinal);

    public Task<User> GetAsync(string id, CancellationToken cancellationToken) =>
        Users.TryGetValue(id, out var user) ? Task.FromResult(user) : throw new UnknownUserException(id);
}
