using Redflow.Runs;
using Redflow.Testing;
using Redflow.Workflows;
using Xunit;

namespace Redflow.Core.Tests.Steps;

/// <summary>What the steps of a handler do, pass by pass.</summary>
public abstract partial class StepTests(IStoreServer server)
{
    private const string Work = "work";

    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    private Task<StepRig> StartAsync<TOutput>(
        Func<WorkflowContext<int>, Task<TOutput>> handler, Action<WorkflowOptions>? configure = null, params WorkflowDefinition[] others) =>
        StepRig.StartAsync(server, [StepRig.Define(Work, handler, configure), .. others]);

    /// <summary>Runs a handler until nothing is ready.</summary>
    private static async Task<RunId> RunAsync(StepRig rig, int input = 1)
    {
        var id = await rig.EmitAsync(Work, input);
        await rig.WorkAsync();
        return id;
    }
}

public sealed class MemoryStepTests(MemoryServer server) : StepTests(server), IClassFixture<MemoryServer>;

public sealed class RedisStepTests(RedisServer server) : StepTests(server), IClassFixture<RedisServer>;
