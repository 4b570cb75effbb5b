namespace Redflow.Chaos.Driver;

/// <summary>What a process is told that plays a role.</summary>
/// <param name="Role">One of <see cref="Roles"/>.</param>
/// <param name="Index">Which of its role it is; one that is started again has that of the one before.</param>
/// <param name="Redis">Where the server is: a configuration of StackExchange.Redis.</param>
/// <param name="Prefix">What all keys start with.</param>
/// <param name="Partitions">How many partitions the namespace has.</param>
/// <param name="Ledger">The folder of the ledgers.</param>
/// <param name="Seed">Of what it decides by chance: another one for each process.</param>
/// <param name="Lease">How long a worker's lease lasts.</param>
/// <param name="Api">Where the Api is.</param>
internal sealed record RoleSettings(string Role, int Index, string Redis, string Prefix, int Partitions, string Ledger, int Seed, TimeSpan Lease, Uri Api);
