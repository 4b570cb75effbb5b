using Redflow.Runs;
using Redflow.Storage;
using Redflow.Storage.Redis;
using Xunit;

namespace Redflow.Core.Tests.Storage;

public sealed class EmitChunksTests
{
    [Fact]
    public void A_call_has_125_runs_at_most()
    {
        var runs = Enumerable.Range(0, 251).Select(_ => New(0, 1)).ToArray();

        var chunks = EmitChunks.Split(runs).ToArray();

        Assert.Equal([125, 125, 1], chunks.Select(chunk => chunk.Count));
        Assert.Equal(runs, chunks.SelectMany(chunk => chunk).OrderBy(run => run.Index).Select(run => run.Run));
    }

    [Fact]
    public void A_call_has_a_mebibyte_of_inputs_at_most_and_a_run_over_that_goes_alone()
    {
        int[] sizes = [1 << 19, 1 << 19, 1, 1 << 21, 1, 1];

        var chunks = EmitChunks.Split([.. sizes.Select(bytes => New(0, bytes))]);

        Assert.Equal([[0, 1], [2], [3], [4, 5]], chunks.Select(chunk => chunk.Select(run => run.Index).ToArray()));
    }

    [Fact]
    public void A_call_has_runs_of_one_partition()
    {
        int[] partitions = [0, 3, 0, 3, 1];

        var chunks = EmitChunks.Split([.. partitions.Select(partition => New(partition, 1))]);

        Assert.Equal([[0, 2], [1, 3], [4]], chunks.Select(chunk => chunk.Select(run => run.Index).ToArray()));
    }

    [Fact]
    public void No_runs_make_no_call() => Assert.Empty(EmitChunks.Split([]));

    private static NewRun New(int partition, int bytes) => new() { Id = RunId.New(partition), Workflow = "work", Input = new byte[bytes] };
}
