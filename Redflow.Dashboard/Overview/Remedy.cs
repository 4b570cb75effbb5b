using System.Globalization;
using Redflow.Storage;

namespace Redflow.Dashboard.Overview;

/// <summary>The command that mends what the doctor has found.</summary>
internal static class Remedy
{
    /// <summary>The command; null where there is none to give.</summary>
    public static string? Of(StoreFinding finding) => finding switch
    {
        StoreFinding.MayEvict => "redis-cli CONFIG SET maxmemory-policy noeviction",
        StoreFinding.NotPersistent => "redis-cli CONFIG SET appendonly yes",
        StoreFinding.NearlyFull full => string.Create(CultureInfo.InvariantCulture, $"redis-cli CONFIG SET maxmemory {full.MaxMemory * 2}"),
        StoreFinding.ScriptsNotAtomic => "garnet-server --lua --lua-transaction-mode",
        _ => null,
    };

    /// <summary>Whether the command holds only until the server restarts.</summary>
    public static bool IsForgotten(string command) => command.Contains("CONFIG SET", StringComparison.Ordinal);
}
