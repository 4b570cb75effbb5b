using System.Text;
using Redflow.Results;
using Redflow.Runs;
using StackExchange.Redis;

namespace Redflow.Storage.Redis.Results;

/// <summary>Keeps results in Redis 7 or later, Valkey or Garnet, for all processes that use one prefix.</summary>
/// <remarks>
/// Every change is one Lua script. The results of a prefix live in one hash slot. Lists come from an index for each status, never from a
/// search through the keys; the entries of results that have expired are removed by the stores and lists that come after.
/// </remarks>
public sealed class RedisRunResultBackend : IRunResultBackend
{
    /// <summary>How many results one call reads at most: a reply may hold as many payloads.</summary>
    private const int MaxRead = 100;

    /// <summary>How many results one call deletes at most.</summary>
    private const int MaxCleared = 1_000;

    /// <summary>How many expired results a store removes from the lists: more than it adds, so that they don't pile up.</summary>
    private const int SweptByStore = 4;

    /// <summary>How many expired results one call for a list removes.</summary>
    private const int SweptByList = 1_000;

    private readonly RedisCaller _caller;
    private readonly ResultKeys _keys;
    private readonly ResultDocument _documents;
    private readonly RedisLink _link;
    private readonly ReplyChannel _replies;
    private readonly RedisValue _ttl;
    private readonly int _maxBytes;
    private IConnectionMultiplexer? _own;

    /// <summary>Uses a connection that someone else owns, and the options as they are now.</summary>
    /// <param name="multiplexer">The connection.</param>
    /// <param name="options">The namespace, how long results are kept, and how they are encoded.</param>
    /// <param name="time">The clock of time-outs; how long results are kept goes by Redis's.</param>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public RedisRunResultBackend(IConnectionMultiplexer multiplexer, RunResultOptions options, TimeProvider time)
        : this(multiplexer, options, ReplyChannel.LookAgain, time)
    {
    }

    internal RedisRunResultBackend(IConnectionMultiplexer multiplexer, RunResultOptions options, TimeSpan lookAgain, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(multiplexer);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        _keys = new(options.Prefix);
        _link = new(multiplexer);
        _caller = new(new(_link, _keys.Guard, time), static () => Task.CompletedTask, new(new(manualTime: false)), time);
        _documents = new(options.Codecs);
        _replies = new(_caller, _link, _keys.ReplyChannel(Guid.NewGuid().ToString("N")), lookAgain, time);
        _maxBytes = options.MaxBytes;
        _ttl = options.ResultTtl is { } ttl ? Replies.Milliseconds(ttl) : "";
    }

    /// <inheritdoc/>
    public Task StoreAsync(RunResult result, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(result);
        result.Validate();
        result.CheckSize(_maxBytes);
        RedisValue submitted = ResultPlace.ScoreOf(result.SubmittedAt) is { } score ? score : "-inf";
        RedisValue[] arguments = [result.Id, result.Status.ToWord(), submitted, _documents.Write(result), _ttl, SweptByStore];
        return _caller.EvaluateAsync(Scripts.StoreResult, arguments, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<RunResult?> GetAsync(string id, CancellationToken cancellationToken = default)
    {
        RunResult.CheckId(id);
        var document = await _caller.CallAsync("get result", database => database.HashGetAsync(_keys.Result(id), "d"), cancellationToken)
            .ConfigureAwait(false);
        return document.IsNull ? null : _documents.Read(document!);
    }

    /// <inheritdoc/>
    public async Task<RunResult> WaitForAsync(string id, TimeSpan? timeout = null, CancellationToken cancellationToken = default)
    {
        RunResult.CheckId(id);
        var limit = ResultWait.Limit(timeout);
        return await _replies.AwaitAsync(id, ct => LookAsync(id, ct), NothingTold, limit, cancellationToken).ConfigureAwait(false)
            ?? throw ResultWait.TimedOut(id, limit);
    }

    /// <summary>Messages tell of a result that it is there, and nothing of what it is.</summary>
    private static RunResult NothingTold(ReadOnlySpan<byte> answer) => throw Replies.Unexpected(Scripts.StoreResult, Encoding.UTF8.GetString(answer));

    /// <inheritdoc/>
    public async Task<bool> DeleteAsync(string id, CancellationToken cancellationToken = default)
    {
        RunResult.CheckId(id);
        var reply = await _caller.EvaluateAsync(Scripts.DeleteResult, (RedisValue[])[id], cancellationToken).ConfigureAwait(false);
        return reply.Text() == "deleted";
    }

    /// <inheritdoc/>
    public async Task<long> ClearAsync(CancellationToken cancellationToken = default)
    {
        RedisValue[] arguments = [MaxCleared, .. RunStatuses.All.Select(status => (RedisValue)status.ToWord())];
        for (var cleared = 0L; ;)
        {
            var reply = (await _caller.EvaluateAsync(Scripts.ClearResults, arguments, cancellationToken).ConfigureAwait(false)).Items();
            cleared += reply[1].Number();
            if (reply[0].Text() == "end")
            {
                return cleared;
            }
        }
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<RunResult>> ListByStatusAsync(
        RunStatus status, int? limit = null, int offset = 0, CancellationToken cancellationToken = default)
    {
        ResultRange.Check(status, limit, offset);
        var found = new OrderedDictionary<string, RunResult>(StringComparer.Ordinal);
        var place = new ListPlace(offset, Last: "");
        while (place is not null && found.Count < (limit ?? int.MaxValue))
        {
            var count = Math.Min(MaxRead, (limit ?? int.MaxValue) - found.Count);
            place = await ReadAsync(status, place, count, found, cancellationToken).ConfigureAwait(false);
        }

        return [.. found.Values];
    }

    /// <summary>Ends the subscription, and closes the connection if it is the backend's own.</summary>
    public async ValueTask DisposeAsync()
    {
        await _replies.DisposeAsync().ConfigureAwait(false);
        await _link.DisposeAsync().ConfigureAwait(false);
        if (_own is not null)
        {
            await _own.CloseAsync().ConfigureAwait(false);
            _own.Dispose();
        }
    }

    internal static RedisRunResultBackend Connect(StoreAddress address, RunResultOptions options, TimeProvider time)
    {
        var multiplexer = StoreFactory.Connect(address);
        return new(multiplexer, options, time) { _own = multiplexer };
    }

    private async Task<RunResult?> LookAsync(string id, CancellationToken cancellationToken)
    {
        RedisValue[] arguments = [id, _replies.Name, Replies.Milliseconds(_replies.Registration)];
        var reply = (await _caller.EvaluateAsync(Scripts.AwaitResult, arguments, cancellationToken).ConfigureAwait(false)).Items();
        return reply[0].Text() == "complete" ? _documents.Read(reply[1].Bytes()!) : null;
    }

    /// <summary>Reads a stretch of a list. One that moved down between two calls comes twice: the first time stands.</summary>
    /// <returns>Where to go on; null at the end.</returns>
    private async Task<ListPlace?> ReadAsync(
        RunStatus status, ListPlace place, int count, OrderedDictionary<string, RunResult> found, CancellationToken cancellationToken)
    {
        RedisValue[] arguments = [status.ToWord(), place.Offset, place.Last, count, SweptByList];
        var reply = (await _caller.EvaluateAsync(Scripts.ListResults, arguments, cancellationToken).ConfigureAwait(false)).Items();
        if (reply[0].Text() == "swept")
        {
            return place;
        }

        foreach (var result in reply[3].Items().Select(document => _documents.Read(document.Bytes()!)))
        {
            found.TryAdd(result.Id, result);
        }

        return reply[0].Text() == "more" ? new(reply[1].Number(), reply[2].Text()) : null;
    }

    /// <summary>Where a list goes on: behind a result, or at an offset where that one has gone.</summary>
    private sealed record ListPlace(long Offset, string Last);
}
