using System.Globalization;

namespace Redflow.Chaos.Ledger;

/// <summary>What a process wrote down.</summary>
/// <param name="At">When, in 100 ns of the machine's monotonic clock, which is the same for all processes and which no jump moves.</param>
/// <param name="Role">The role of the process.</param>
/// <param name="Pid">The process.</param>
/// <param name="Kind">What, one of <see cref="LedgerKinds"/>.</param>
/// <param name="Fields">What belongs to it.</param>
internal sealed record LedgerLine(long At, string Role, int Pid, string Kind, IReadOnlyList<string> Fields)
{
    public string this[int field] => Fields[field];

    /// <summary>Reads the line that a process in a role has written.</summary>
    public static LedgerLine Parse(string role, int pid, string line)
    {
        var parts = line.Split(' ');
        return new(long.Parse(parts[0], CultureInfo.InvariantCulture), role, pid, parts[1], parts[2..]);
    }
}
