using System.Collections.Concurrent;
using System.Globalization;
using Redflow.Chaos.Driver;
using Redflow.Chaos.Ledger;
using Redflow.Chaos.Servers;

namespace Redflow.Chaos.Faults;

/// <summary>What faults go against, and where they are written down.</summary>
internal sealed class Scene(Fleet fleet, ChaosServer server, TimeSpan lease, LedgerWriter ledger)
{
    // The exit code of a process that kill -9 has ended.
    private const int Killed = 128 + 9;

    private readonly ConcurrentDictionary<string, int> _injected = new();

    public Fleet Fleet => fleet;

    public ChaosServer Server => server;

    /// <summary>How long a worker's lease lasts.</summary>
    public TimeSpan Lease => lease;

    /// <summary>How often each fault was injected, by its name.</summary>
    public IReadOnlyDictionary<string, int> Injected => _injected;

    /// <summary>Notes that a fault has happened.</summary>
    /// <param name="fault">The fault.</param>
    /// <param name="kind">What the checks know it as: one of <see cref="FaultKinds"/>, or its name.</param>
    /// <param name="process">The process that it went against; null for the server.</param>
    /// <param name="detail">The role of the process; how a server that is killed syncs.</param>
    public void Happened(Fault fault, string kind, int? process, string? detail = null)
    {
        Count(fault.Name);
        ledger.Write(LedgerKinds.Fault, kind, Text(process), detail);
    }

    /// <summary>Notes that a process has ended without a fault of the plan: its handler has killed it, or it should not have.</summary>
    public void EndedByItself(RoleProcess process, int id, int code)
    {
        if (code == Killed)
        {
            Count("poison");
        }
        else
        {
            ledger.Write(LedgerKinds.Unexpected, $"{process.Role} {Text(id)}", $"ended with exit code {Text(code)}");
        }

        ledger.Write(LedgerKinds.Fault, FaultKinds.Kill, Text(id), process.Role);
    }

    /// <summary>Notes that a process does not end when it is asked to.</summary>
    public void Hung(RoleProcess process, int id) => ledger.Write(LedgerKinds.Unexpected, $"{process.Role} {Text(id)}", "does not end");

    /// <summary>Notes that a fault is over.</summary>
    public void Healed(string kind, int? process) => ledger.Write(LedgerKinds.Heal, kind, Text(process));

    /// <summary>Does something to a process that no other fault goes against; nothing when there is none.</summary>
    public async Task WithProcessAsync(IReadOnlyCollection<string> roles, int place, Func<RoleProcess, Task> act)
    {
        if (fleet.Take(roles, place) is not { } process)
        {
            return;
        }

        try
        {
            await act(process);
        }
        finally
        {
            fleet.GiveBack(process);
        }
    }

    private void Count(string fault) => _injected.AddOrUpdate(fault, 1, static (_, count) => count + 1);

    private static string? Text(int? process) => process?.ToString(CultureInfo.InvariantCulture);
}
