namespace Redflow.Bench.Measures;

/// <summary>What a run cost: CPU time in microseconds, allocated bytes.</summary>
internal sealed record Costs(
    Noise Noise, double? ServerCpuUs, double? ClientCpuUs, double? WorkerCpuUs, double? ClientBytes, double? WorkerBytes, RedisCosts Redis);
