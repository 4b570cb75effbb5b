using Redflow.Bench.Measures;

namespace Redflow.Bench.Rows;

/// <summary>A measurement, as a line of JSON has it. Null is what it does not have.</summary>
internal sealed record Row
{
    public required string Peer { get; init; }

    public required string Runtime { get; init; }

    public required IReadOnlyDictionary<string, string> Packages { get; init; }

    /// <summary>What was measured.</summary>
    public required string Metric { get; init; }

    /// <summary>The round, from 1.</summary>
    public required int Run { get; init; }

    /// <summary>How many no-op runs.</summary>
    public int? Jobs { get; init; }

    /// <summary>How many runs with steps.</summary>
    public int? Workflows { get; init; }

    /// <summary>How many runs a bulk emit created.</summary>
    public int? Chunk { get; init; }

    public double? PerSec { get; init; }

    public double? StepsPerSec { get; init; }

    /// <summary>How many runs were kept, succeeded.</summary>
    public long? Kept { get; init; }

    /// <summary>What the server's memory grew by, for each run.</summary>
    public double? BytesPerJob { get; init; }

    /// <summary>What Redis says that the hash of a run takes.</summary>
    public double? RunHashBytes { get; init; }

    /// <summary>How many latencies.</summary>
    public int? N { get; init; }

    /// <summary>How many runs a second were emitted; 0 for one at a time.</summary>
    public int? Rate { get; init; }

    /// <summary>From the call of the emit to the handler's first line.</summary>
    public Distribution? ToStart { get; init; }

    /// <summary>From the call of the emit to its result in the producer.</summary>
    public Distribution? ToResult { get; init; }

    /// <summary>From when a run was due to its handler's first line.</summary>
    public Distribution? Late { get; init; }

    /// <summary>Round trips.</summary>
    public Distribution? Rtt { get; init; }

    /// <summary>From the kill of a worker to the first start elsewhere.</summary>
    public double? FirstMs { get; init; }

    /// <summary>From the kill of a worker until all its runs have started elsewhere.</summary>
    public double? AllMs { get; init; }

    /// <summary>How many runs were taken over, where not all were in time.</summary>
    public int? Recovered { get; init; }

    public double? LimitMs { get; init; }

    /// <summary>How many runs were waiting.</summary>
    public int? Backlog { get; init; }

    /// <summary>Of how many runs the spells were by which it was measured: the backlog was at most that much longer.</summary>
    public int? Spell { get; init; }

    /// <summary>How many limited workflows there were.</summary>
    public int? Limited { get; init; }

    /// <summary>How many worker processes.</summary>
    public int? Workers { get; init; }

    /// <summary>The size of each input.</summary>
    public int? PayloadBytes { get; init; }

    public Noise? Noise { get; init; }

    public double? ServerCpuUs { get; init; }

    public double? ClientCpuUs { get; init; }

    public double? WorkerCpuUs { get; init; }

    public double? ClientBytes { get; init; }

    public double? WorkerBytes { get; init; }

    public RedisCosts? Redis { get; init; }

    /// <summary>What it took in memory, in <c>resources</c>.</summary>
    public Footprint? Footprint { get; init; }

    /// <summary>What readers of event streams got, in <c>streams</c>.</summary>
    public StreamFigures? Streams { get; init; }

    /// <summary>Why there is no measurement.</summary>
    public string? Error { get; init; }

    /// <summary>The row with what its runs cost.</summary>
    public Row With(Costs costs) => this with
    {
        Noise = costs.Noise,
        ServerCpuUs = costs.ServerCpuUs,
        ClientCpuUs = costs.ClientCpuUs,
        WorkerCpuUs = costs.WorkerCpuUs,
        ClientBytes = costs.ClientBytes,
        WorkerBytes = costs.WorkerBytes,
        Redis = costs.Redis,
    };
}
