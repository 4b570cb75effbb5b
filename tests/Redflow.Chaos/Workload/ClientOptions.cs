namespace Redflow.Chaos.Workload;

/// <summary>What a client is told.</summary>
/// <param name="ConnectionString">The server, perhaps behind a proxy.</param>
/// <param name="Prefix">The prefix of the keys.</param>
/// <param name="Seed">What the client does comes from it.</param>
/// <param name="Api">Where the HTTP API is; null for a client that speaks to the store itself.</param>
/// <param name="Partitions">How many partitions the namespace has.</param>
internal sealed record ClientOptions(string ConnectionString, string Prefix, int Seed, Uri? Api, int Partitions = 1);
