using System.Globalization;

namespace Redflow.Storage;

/// <summary>What the doctor has found out about a store.</summary>
public abstract record StoreFinding
{
    private StoreFinding(FindingSeverity severity, FormattableString message) =>
        (Severity, Message) = (severity, message.ToString(CultureInfo.InvariantCulture));

    /// <summary>How much it matters.</summary>
    public FindingSeverity Severity { get; }

    /// <summary>What was found, what it means and what to do.</summary>
    public string Message { get; }

    /// <summary>The finding's name, which health reports list it under.</summary>
    public string Name => GetType().Name;

    /// <summary>Redis removes keys when its memory is full: an error, or a warning while nothing limits the memory.</summary>
    /// <param name="Policy">Its <c>maxmemory-policy</c>.</param>
    /// <param name="MaxMemory">Its <c>maxmemory</c>, in bytes; 0 is no limit.</param>
    public sealed record MayEvict(string Policy, long MaxMemory) : StoreFinding(
        MaxMemory > 0 ? FindingSeverity.Error : FindingSeverity.Warning,
        $"maxmemory-policy is '{Policy}' and maxmemory {MaxMemory}: when its memory is full Redis removes keys, and runs vanish with them. Set maxmemory-policy to noeviction.");

    /// <summary>The used memory is near its limit.</summary>
    /// <param name="Used">The bytes in use.</param>
    /// <param name="MaxMemory">The limit in bytes.</param>
    public sealed record NearlyFull(long Used, long MaxMemory) : StoreFinding(
        FindingSeverity.Warning,
        $"Redis uses {Used} of {MaxMemory} bytes: at the limit it refuses every write, and all runs stand still. Raise maxmemory, or keep runs for a shorter time.");

    /// <summary>Neither snapshots nor an append-only file: a restart loses all runs.</summary>
    public sealed record NotPersistent() : StoreFinding(
        FindingSeverity.Warning,
        $"Redis has neither snapshots (save) nor an append-only file (appendonly): a restart loses all runs. Set appendonly to yes.");

    /// <summary>The server is older than what the scripts need.</summary>
    /// <param name="Version">Its version.</param>
    public sealed record TooOld(string Version) : StoreFinding(
        FindingSeverity.Refusal, $"Redis is version {Version}, and Redflow needs 7 or later. Update Redis.");

    /// <summary>Scripts see each other halfway: no transition is atomic.</summary>
    public sealed record ScriptsNotAtomic() : StoreFinding(
        FindingSeverity.Refusal,
        $"Garnet runs scripts side by side: two workers could claim one run. Start it with --lua-transaction-mode next to --lua.");

    /// <summary>This machine's clock is far from Redis's.</summary>
    /// <param name="Ahead">How far this machine's is ahead; negative when it is behind.</param>
    public sealed record ClockApart(TimeSpan Ahead) : StoreFinding(
        FindingSeverity.Warning,
        $"This machine's clock is {Math.Abs(Ahead.TotalSeconds):0} s {(Ahead > TimeSpan.Zero ? "ahead of" : "behind")} Redis's, which decides when runs are due. Let both follow a time server.");

    /// <summary>A look was not possible.</summary>
    /// <param name="What">What was to be looked at.</param>
    /// <param name="Why">Why it could not be.</param>
    public sealed record NotChecked(string What, string Why) : StoreFinding(FindingSeverity.Info, $"Not checked: {What} ({Why}).");
}
