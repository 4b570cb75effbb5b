using Redflow.Bench.Measures;

namespace Redflow.Bench.Rows;

/// <summary>What a case of <c>resources</c> took.</summary>
internal sealed record Footprint
{
    /// <summary>How long each part of it took.</summary>
    public required IReadOnlyDictionary<string, double> Seconds { get; init; }

    /// <summary>The worker, and what its heap held when there was most.</summary>
    public required ProcessMemory Worker { get; init; }

    /// <summary>The scheduler, and what its heap held when there was most.</summary>
    public required ProcessMemory Scheduler { get; init; }

    /// <summary>By what the server's memory grew for each thing that it keeps; null where it does not tell.</summary>
    public IReadOnlyDictionary<string, double?>? RedisBytesEach { get; init; }

    /// <summary>The most memory that the server used, in bytes.</summary>
    public long? RedisPeak { get; init; }

    /// <summary>How long the longest call of a script took the server, in milliseconds; 0 when none took 10.</summary>
    public double? LongestCallMs { get; init; }

    /// <summary>Which script that was: its digest, or its text where it was loaded by that call.</summary>
    public string? LongestCall { get; init; }

    /// <summary>How many passes the handler took.</summary>
    public int? Passes { get; init; }

    /// <summary>The server's CPU time for a run that is claimed and ended, in microseconds.</summary>
    public double? ClaimUs { get; init; }

    /// <summary>The same beside all the runs that wait.</summary>
    public double? ClaimBesideUs { get; init; }

    /// <summary>By how much that is more, as a ratio.</summary>
    public double? ClaimRatio => ClaimUs > 0 ? Rounded.To(2, ClaimBesideUs / ClaimUs) : null;
}
