using Redflow.Bench.Workflows;
using Xunit;

namespace Redflow.Bench.Tests.Workflows;

public sealed class HandlerLogTests
{
    [Fact]
    public void Run_that_starts_twice_is_not_two_runs()
    {
        var log = new HandlerLog(2, wall: false);

        log.Start(0);
        log.Start(0);
        var after = log.AllStarted.IsCompleted;
        log.Start(1);

        Assert.False(after);
        Assert.True(log.AllStarted.IsCompleted);
        Assert.Equal(log.First, log.Starts[0]);
    }
}
