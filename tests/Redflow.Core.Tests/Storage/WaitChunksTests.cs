using Redflow.Runs;
using Redflow.Storage;
using Redflow.Storage.Redis;
using Xunit;

namespace Redflow.Core.Tests.Storage;

public sealed class WaitChunksTests
{
    [Fact]
    public void A_call_has_500_waits_at_most()
    {
        var waits = Enumerable.Range(0, 1_001).Select(i => New(i, 1)).ToArray();

        var chunks = WaitChunks.Split(waits);

        Assert.Equal([500, 500, 1], chunks.Select(chunk => chunk.Count));
        Assert.Equal(waits, chunks.SelectMany(chunk => chunk));
    }

    [Fact]
    public void A_call_has_a_mebibyte_of_inputs_at_most_and_a_child_over_that_goes_alone()
    {
        int[] sizes = [1 << 19, 1 << 19, 1, 1 << 21, 1, 1];

        var chunks = WaitChunks.Split([.. sizes.Select((bytes, i) => New(i, bytes))]);

        Assert.Equal([[0, 1], [2], [3], [4, 5]], chunks.Select(chunk => chunk.Select(wait => wait.Position).ToArray()));
    }

    [Fact]
    public void What_is_stored_takes_no_call()
    {
        var kept = Enumerable.Range(0, 1_001).Select(i => new StepWait.Kept($"{i}", i));

        Assert.Empty(Assert.Single(WaitChunks.Split([.. kept])));
    }

    private static StepWait.ForChild New(int number, int bytes) =>
        new($"{number}", number, new() { Id = RunId.New(0), Workflow = "work", Input = new byte[bytes] });
}
