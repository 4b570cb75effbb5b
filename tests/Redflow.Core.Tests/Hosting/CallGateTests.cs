using Redflow.Hosting;
using Redflow.Testing;
using Xunit;

namespace Redflow.Core.Tests.Hosting;

/// <summary>Two calls of a worker at a time, or a renewal that knows all that was claimed.</summary>
public sealed class CallGateTests
{
    private readonly CallGate _gate = new(TimeProvider.System);

    [Fact]
    public async Task Two_calls_are_let_in_and_the_next_when_one_leaves()
    {
        await Task.WhenAll(EnterAsync(), EnterAsync()).Bounded();
        var third = EnterAsync();

        Assert.False(third.IsCompleted);
        _gate.Leave();
        await third.Bounded();
    }

    [Fact]
    public async Task It_is_quiet_when_the_last_call_has_left_and_no_call_begins_until_that_ends()
    {
        await Task.WhenAll(EnterAsync(), EnterAsync()).Bounded();
        var quiet = _gate.BeginQuietAsync(Wait.Limit, CancellationToken.None);

        _gate.Leave();
        Assert.False(quiet.IsCompleted);
        _gate.Leave();
        Assert.True(await quiet.Bounded());
        var late = EnterAsync();
        Assert.False(late.IsCompleted);
        _gate.EndQuiet();
        await late.Bounded();
    }

    [Fact]
    public async Task Calls_that_last_longer_than_the_time_out_go_on_as_before()
    {
        await EnterAsync().Bounded();

        var isQuiet = await _gate.BeginQuietAsync(TimeSpan.Zero, CancellationToken.None).Bounded();

        Assert.False(isQuiet);
        await EnterAsync().Bounded();
    }

    private Task EnterAsync() => _gate.EnterAsync(CancellationToken.None);
}
