using Redflow.Bench.Scenarios;

namespace Redflow.Bench.Options;

/// <summary>What is measured, and how.</summary>
internal sealed record BenchOptions
{
    /// <summary>The scenarios, in the order in which they are measured.</summary>
    public required IReadOnlyList<Scenario> Scenarios { get; init; }

    /// <summary>A server that answers, <c>host:port</c>; null to start one.</summary>
    public string? Redis { get; init; }

    /// <summary>Which server to start; null for redis-server, or Garnet where it is missing.</summary>
    public string? Server { get; init; }

    /// <summary>How many no-op runs.</summary>
    public int Jobs { get; init; } = 100_000;

    /// <summary>How many runs of three steps.</summary>
    public int Workflows { get; init; } = 20_000;

    /// <summary>How many runs a worker works on at a time.</summary>
    public int Concurrency { get; init; } = 50;

    /// <summary>How many emits are under way at a time.</summary>
    public int InFlight { get; init; } = 64;

    /// <summary>How many runs a bulk emit creates.</summary>
    public int Bulk { get; init; } = 500;

    /// <summary>How often all scenarios are measured.</summary>
    public int Rounds { get; init; } = 1;

    /// <summary>The number that rows have as their run, for who calls the bench round by round; null for its own count.</summary>
    public int? Round { get; init; }

    /// <summary>Where rows are appended, a JSON object a line; null for nowhere.</summary>
    public string? Json { get; init; }

    /// <summary>Whether producer and workers record the engine's traces.</summary>
    public bool Tracing { get; init; }

    /// <summary>Whether somebody listens to the engine's metrics in producer and workers.</summary>
    public bool Metrics { get; init; }

    /// <summary>What rows call what is measured; null for <c>redflow</c>, and the server where that is not Redis.</summary>
    public string? Peer { get; init; }

    /// <summary>The longest backlog, and the most limited workflows, of <c>growth</c>.</summary>
    public int MaxBacklog { get; init; } = 1_000_000;

    /// <summary>The most worker processes of <c>growth</c>.</summary>
    public int MaxWorkers { get; init; } = 16;

    /// <summary>The largest input of <c>payload</c>, and the inputs of <c>resources</c>, in bytes.</summary>
    public int MaxPayload { get; init; } = 1024 * 1024;

    /// <summary>How many runs sleep, and as many wait for an event, in <c>resources</c>.</summary>
    public int Waiting { get; init; } = 100_000;

    /// <summary>How many steps the longest run of <c>resources</c> has.</summary>
    public int RunSteps { get; init; } = 10_000;

    /// <summary>How many children the largest parent of <c>resources</c> has.</summary>
    public int Children { get; init; } = 10_000;

    /// <summary>How many runs of <c>resources</c> have the largest input, and output.</summary>
    public int Documents { get; init; } = 100;

    /// <summary>How many readers of the Api's event stream there are in <c>streams</c>.</summary>
    public int Readers { get; init; } = 500;

    /// <summary>For how many seconds they read.</summary>
    public int Seconds { get; init; } = 300;
}
