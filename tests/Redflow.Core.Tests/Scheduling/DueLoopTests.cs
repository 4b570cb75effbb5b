using System.Threading.Channels;
using Microsoft.Extensions.Logging.Abstractions;
using Redflow.Core.Tests.Hosting;
using Redflow.Scheduling;
using Redflow.Storage;
using Redflow.Storage.Memory;
using Redflow.Testing;
using Xunit;

namespace Redflow.Core.Tests.Scheduling;

/// <summary>A loop looks whether or not the store can tell it when.</summary>
public sealed class DueLoopTests
{
    private static readonly TimeSpan LongestSleep = TimeSpan.FromMinutes(1);

    private readonly ManualTime _time = new(DateTimeOffset.UtcNow);
    private readonly Channel<bool> _looks = Channel.CreateUnbounded<bool>();

    [Fact]
    public async Task It_looks_at_once_and_at_its_interval_while_its_subscription_does_not_come()
    {
        using var stopping = new CancellationTokenSource();
        var loop = Loop().RunAsync(Subscribing(ct => new TaskCompletionSource<IAsyncDisposable>().Task.WaitAsync(ct)), stopping.Token);

        await LookedAsync();
        await Wait.UntilAsync(() => Task.FromResult(_time.NextDue is not null), "the loop sleeps");
        _time.Advance(LongestSleep);
        await LookedAsync();

        await stopping.CancelAsync();
        await loop.Bounded();
    }

    [Fact]
    public async Task It_looks_again_once_it_has_subscribed()
    {
        using var stopping = new CancellationTokenSource();
        var subscription = new TaskCompletionSource<IAsyncDisposable>(TaskCreationOptions.RunContinuationsAsynchronously);
        var loop = Loop().RunAsync(Subscribing(_ => subscription.Task), stopping.Token);
        await LookedAsync();
        Assert.False(_looks.Reader.TryPeek(out _));

        subscription.SetResult(new MemoryStream());

        await LookedAsync();
        await stopping.CancelAsync();
        await loop.Bounded();
    }

    [Fact]
    public async Task A_subscription_that_is_refused_ends_it()
    {
        var loop = Loop().RunAsync(Subscribing(_ => throw new InvalidOperationException("No rights for the channel.")), CancellationToken.None);

        await Assert.ThrowsAsync<InvalidOperationException>(() => loop.Bounded());
    }

    private static IRedflowStore Subscribing(Func<CancellationToken, Task<IAsyncDisposable>> subscribe) => AlteredStore.Of(
        new MemoryStore(TimeProvider.System),
        (operation, arguments) => operation == nameof(IRedflowStore.SubscribeTimersAsync) ? subscribe((CancellationToken)arguments[1]!) : null);

    private DueLoop Loop() => new("Loop", LongestSleep, _ => LookAsync(), _time, NullLogger.Instance);

    private async Task<DueReply> LookAsync()
    {
        await _looks.Writer.WriteAsync(true);
        return new(Count: 0, NextIn: null);
    }

    private async Task LookedAsync() => await _looks.Reader.ReadAsync().AsTask().Bounded();
}
