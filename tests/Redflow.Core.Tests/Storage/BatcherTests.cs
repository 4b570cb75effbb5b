using System.Threading.Channels;
using Redflow.Storage;
using Redflow.Storage.Redis;
using Redflow.Testing;
using Xunit;

namespace Redflow.Core.Tests.Storage;

public sealed class BatcherTests
{
    private readonly Channel<Call> _calls = Channel.CreateUnbounded<Call>();
    private readonly Batcher<Item, string> _batcher;

    public BatcherTests() => _batcher = new(
        items =>
        {
            var call = new Call(items);
            _calls.Writer.TryWrite(call);
            return call.Reply.Task;
        },
        item => item.Bytes);

    [Fact]
    public async Task What_comes_at_idle_is_sent_at_once_and_alone()
    {
        var first = Add("a");

        Assert.Equal(["a"], await AnswerAsync());
        Assert.Equal("reply to a", await first.Bounded());
        _ = Add("b");
        Assert.Equal(["b"], await AnswerAsync());
    }

    [Fact]
    public async Task What_comes_while_a_call_is_in_flight_goes_in_the_next_one()
    {
        var all = Enumerable.Range(0, 16).Select(i => Add($"{i}")).ToArray();

        Assert.Equal(["0"], await AnswerAsync());
        Assert.Equal(Enumerable.Range(1, 15).Select(i => $"{i}"), await AnswerAsync());
        Assert.Equal(Enumerable.Range(0, 16).Select(i => $"reply to {i}"), await Task.WhenAll(all).Bounded());
    }

    [Fact]
    public async Task As_many_as_are_in_flight_and_at_least_16_do_not_wait_for_them()
    {
        _ = Enumerable.Range(0, 17).Select(i => Add($"{i}")).ToArray();
        Assert.Equal(["0"], await AnswerAsync());
        var second = await _calls.Reader.ReadAsync().AsTask().Bounded();
        Assert.Equal(16, second.Items.Count);

        _ = Enumerable.Range(17, 16).Select(i => Add($"{i}")).ToArray();

        Assert.Equal(Enumerable.Range(17, 16).Select(i => $"{i}"), await AnswerAsync());
    }

    [Fact]
    public async Task Half_of_what_a_call_takes_64_is_enough_for_another_beside_it()
    {
        var all = Enumerable.Range(0, 117).Select(i => Add($"{i}")).ToArray();

        Assert.Equal(2, _calls.Reader.Count);
        Assert.Equal(["0"], await AnswerAsync());
        var second = await _calls.Reader.ReadAsync().AsTask().Bounded();
        Assert.Equal(16, second.Items.Count);
        var third = await _calls.Reader.ReadAsync().AsTask().Bounded();
        Assert.Equal(64, third.Items.Count);
        second.Answer();
        var fourth = await _calls.Reader.ReadAsync().AsTask().Bounded();
        Assert.Equal(36, fourth.Items.Count);
        third.Answer();
        fourth.Answer();
        Assert.Equal(Enumerable.Range(0, 117).Select(i => $"reply to {i}"), await Task.WhenAll(all).Bounded());
    }

    [Fact]
    public async Task A_call_carries_a_mebibyte_at_most_and_an_item_over_that_goes_alone()
    {
        _ = Add("first");
        _ = Add("half", 1 << 19);
        _ = Add("other half", 1 << 19);
        _ = Add("little", 1);
        _ = Add("too much", 1 << 21);
        _ = Add("last", 1);

        Assert.Equal(["first"], await AnswerAsync());
        Assert.Equal(["half", "other half"], await AnswerAsync());
        Assert.Equal(["little"], await AnswerAsync());
        Assert.Equal(["too much"], await AnswerAsync());
        Assert.Equal(["last"], await AnswerAsync());
    }

    [Fact]
    public async Task What_was_canceled_before_its_turn_is_not_sent()
    {
        using var canceled = new CancellationTokenSource();
        _ = Add("first");
        var second = Add("second", 1, canceled.Token);
        _ = Add("third");

        await canceled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second.Bounded());
        Assert.Equal(["first"], await AnswerAsync());
        Assert.Equal(["third"], await AnswerAsync());
    }

    [Fact]
    public async Task A_store_that_does_not_answer_fails_all_that_wait_for_it_and_the_next_begins_anew()
    {
        var waiting = new[] { Add("a"), Add("b"), Add("c") };
        var call = await _calls.Reader.ReadAsync().AsTask().Bounded();

        call.Reply.SetException(new StoreUnavailableException("emit_runs", new TimeoutException()));

        foreach (var one in waiting)
        {
            await Assert.ThrowsAsync<StoreUnavailableException>(() => one.Bounded());
        }

        var next = Add("d");
        Assert.Equal(["d"], await AnswerAsync());
        Assert.Equal("reply to d", await next.Bounded());
    }

    [Fact]
    public async Task Another_failure_is_that_of_its_call_alone()
    {
        var (first, second) = (Add("a"), Add("b"));
        var call = await _calls.Reader.ReadAsync().AsTask().Bounded();

        call.Reply.SetException(new InvalidOperationException("A bug."));

        await Assert.ThrowsAsync<InvalidOperationException>(() => first.Bounded());
        Assert.Equal(["b"], await AnswerAsync());
        Assert.Equal("reply to b", await second.Bounded());
    }

    private Task<string> Add(string name, long bytes = 1, CancellationToken cancellationToken = default) =>
        _batcher.AddAsync(new(name, bytes), cancellationToken);

    /// <summary>Answers the next call, and returns what it carried.</summary>
    private async Task<IEnumerable<string>> AnswerAsync()
    {
        var call = await _calls.Reader.ReadAsync().AsTask().Bounded();
        call.Answer();
        return call.Items.Select(item => item.Name);
    }

    private sealed record Item(string Name, long Bytes);

    private sealed record Call(IReadOnlyList<Item> Items)
    {
        public TaskCompletionSource<IReadOnlyList<string>> Reply { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public void Answer() => Reply.SetResult([.. Items.Select(item => $"reply to {item.Name}")]);
    }
}
