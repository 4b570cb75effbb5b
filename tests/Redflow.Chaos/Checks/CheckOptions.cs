namespace Redflow.Chaos.Checks;

/// <summary>What the checks have to know besides the ledger.</summary>
/// <param name="LedgerFolder">Where the ledgers are.</param>
/// <param name="ConnectionString">The server, reached without a proxy between.</param>
/// <param name="Prefix">The prefix of the keys.</param>
/// <param name="Lease">The lease of the workers.</param>
/// <param name="MayLose">For how long before the server is killed it may lose what it has answered; zero where it syncs each write.</param>
/// <param name="Partitions">How many partitions the namespace has.</param>
internal sealed record CheckOptions(string LedgerFolder, string ConnectionString, string Prefix, TimeSpan Lease, TimeSpan MayLose, int Partitions = 1);
