using BenchmarkDotNet.Attributes;

namespace Redflow.Microbench;

/// <summary>What a run costs a worker between the reply that it comes with and the call that hands it in.</summary>
public class PassBenchmarks
{
    private const int Runs = 10_000;

    private PassRig? _rig;

    [GlobalSetup(Target = nameof(NoOp))]
    public async Task StartNoOpAsync() => _rig = await PassRig.StartAsync("no-op", CommitAnswers.AtOnce);

    [GlobalSetup(Target = nameof(ThreeSteps))]
    public async Task StartThreeStepsAsync() => _rig = await PassRig.StartAsync("three-steps", CommitAnswers.AtOnce);

    [GlobalSetup(Target = nameof(ThreeStepsThatYield))]
    public async Task StartThreeStepsThatYieldAsync() => _rig = await PassRig.StartAsync("three-steps", CommitAnswers.Later);

    [Benchmark(OperationsPerInvoke = Runs)]
    public Task NoOp() => _rig!.RunAsync(Runs);

    [Benchmark(OperationsPerInvoke = Runs)]
    public Task ThreeSteps() => _rig!.RunAsync(Runs);

    [Benchmark(OperationsPerInvoke = Runs)]
    public Task ThreeStepsThatYield() => _rig!.RunAsync(Runs);

    [GlobalCleanup]
    public async Task StopAsync() => await _rig!.DisposeAsync();
}
