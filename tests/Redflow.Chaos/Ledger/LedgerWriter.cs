using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Redflow.Chaos.Ledger;

/// <summary>
/// What this process did and saw, a line each, in a file of its own that only grows. A line is written when the call returns, in one
/// write, so that a kill leaves whole lines, and at most a torn last one.
/// </summary>
internal sealed class LedgerWriter(string folder, string role) : IDisposable
{
    private readonly FileStream _file = new(
        Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{role}-{Environment.ProcessId}.ledger")),
        FileMode.Append, FileAccess.Write, FileShare.Read, bufferSize: 0);

    private readonly Lock _gate = new();
    private int _last;

    /// <summary>Where all processes write.</summary>
    public string Folder => folder;

    /// <summary>The time of the machine's monotonic clock, in 100 ns.</summary>
    public static long Now => (long)(Stopwatch.GetTimestamp() * ((double)TimeSpan.TicksPerSecond / Stopwatch.Frequency));

    /// <summary>Returns a name that no process gives twice, for a pass or an execution.</summary>
    public string NextName() => string.Create(CultureInfo.InvariantCulture, $"{Environment.ProcessId}-{Interlocked.Increment(ref _last)}");

    /// <summary>Writes a line, with the time at which it is called. An empty field becomes a dash, blanks in one become underscores.</summary>
    /// <param name="kind">One of <see cref="LedgerKinds"/>.</param>
    /// <param name="fields">What belongs to it.</param>
    public void Write(string kind, params ReadOnlySpan<string?> fields)
    {
        var line = new StringBuilder().Append(' ').Append(kind);
        foreach (var field in fields)
        {
            line.Append(' ').Append(string.IsNullOrEmpty(field) ? "-" : field.Replace(' ', '_').Replace('\n', '_'));
        }

        line.Append('\n');
        lock (_gate)
        {
            _file.Write(Encoding.UTF8.GetBytes(Now.ToString(CultureInfo.InvariantCulture) + line));
        }
    }

    public void Dispose() => _file.Dispose();
}
