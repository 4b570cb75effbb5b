using System.Net.Sockets;
using Polly;
using Polly.Retry;
using Redflow.Telemetry;
using StackExchange.Redis;

namespace Redflow.Storage.Redis;

/// <summary>
/// Sends calls to Redis: bounded in time and repeated while the connection is being restored. That Redis is away, or refuses for a reason
/// that will pass, is always a <see cref="StoreUnavailableException"/>.
/// </summary>
/// <remarks>
/// The client library bounds no asynchronous call: on a silent connection one would wait for ever. A call that timed out may
/// still be executed; it isn't repeated here. One that found no connection is, since every operation of the store may be sent twice.
/// </remarks>
internal sealed class RedisCaller
{
    /// <summary>How long a call is waited for.</summary>
    public static readonly TimeSpan CallTimeout = TimeSpan.FromSeconds(5);

    private static readonly string[] TransientErrors = ["LOADING", "BUSY", "READONLY", "MASTERDOWN", "CLUSTERDOWN", "TRYAGAIN"];

    /// <summary>
    /// What the library itself says, as if a server had, of a redirect that it doesn't follow: it has no connection to the master of the slot (1.2.6),
    /// or was redirected before. Who redirects has run nothing.
    /// </summary>
    private static readonly string[] LostRedirects = ["Endpoint ", "Key has MOVED "];

    /// <summary>Out of memory, out of disk, out of replicas: they last, and somebody has to do something.</summary>
    private static readonly string[] LastingErrors = ["OOM", "MISCONF", "NOREPLICAS"];

    private readonly RedisRoute _route;
    private readonly TimeProvider _time;
    private readonly ResiliencePipeline _pipeline;
    private readonly RedisKey[] _guard;
    private readonly ScriptRunner _scripts;
    private readonly Func<Task> _open;

    /// <param name="route">The way to the key that every script declares.</param>
    /// <param name="open">What goes before the first call, and is cheap before the others.</param>
    /// <param name="scripts">What calls the scripts.</param>
    /// <param name="time">The clock of time-outs and of the delays between tries.</param>
    public RedisCaller(RedisRoute route, Func<Task> open, ScriptRunner scripts, TimeProvider time)
    {
        _route = route;
        _open = open;
        _time = time;
        _guard = [route.Key];
        _scripts = scripts;
        _pipeline = new ResiliencePipelineBuilder { TimeProvider = time }
            .AddRetry(new RetryStrategyOptions
            {
                ShouldHandle = new PredicateBuilder().Handle<Exception>(IsConnectionLost),
                MaxRetryAttempts = 5,
                // 1.5 s in all: the library restores a lost connection within one.
                Delay = TimeSpan.FromMilliseconds(50),
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
            })
            .Build();
    }

    public Task<RedisResult> EvaluateAsync(string script, IReadOnlyList<RedisValue> arguments, CancellationToken cancellationToken = default)
    {
        var values = arguments as RedisValue[] ?? [.. arguments];
        return CallAsync(script, database => _scripts.RunAsync(database, script, _guard, values), cancellationToken);
    }

    /// <summary>Evaluates for a loop that has a backoff of its own: it fails at once while there is no connection.</summary>
    public Task<RedisResult> EvaluateOnceAsync(string script, IReadOnlyList<RedisValue> arguments, CancellationToken cancellationToken = default)
    {
        var values = arguments as RedisValue[] ?? [.. arguments];
        return CallAsync(script, ResiliencePipeline.Empty, database => _scripts.RunAsync(database, script, _guard, values), cancellationToken);
    }

    public Task<T> CallAsync<T>(string operation, Func<IDatabase, Task<T>> call, CancellationToken cancellationToken = default) =>
        CallAsync(operation, _pipeline, call, cancellationToken);

    private async Task<T> CallAsync<T>(
        string operation, ResiliencePipeline pipeline, Func<IDatabase, Task<T>> call, CancellationToken cancellationToken)
    {
        // Of several tries an earlier one may have happened, however the last one failed.
        var (mayHaveHappened, began, failure) = (false, StoreMetrics.Begin(), default(Exception));
        try
        {
            return await pipeline.ExecuteAsync(
                async ct =>
                {
                    var database = _route.Database;
                    try
                    {
                        var reply = await SendAsync(database, call, ct).ConfigureAwait(false);
                        _route.Answered();
                        return reply;
                    }
                    catch (Exception exception)
                    {
                        TellRoute(database, exception);
                        mayHaveHappened |= !IsRefused(exception) && !IsNotSent(exception);
                        throw;
                    }
                },
                cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (Note(exception, out failure) && IsUnavailable(exception))
        {
            throw (IsRefused(exception), mayHaveHappened) switch
            {
                (true, false) => new StoreUnavailableException(operation, exception.Message, exception),
                (true, true) => StoreUnavailableException.RefusedAgain(operation, exception.Message, exception),
                (false, false) => StoreUnavailableException.NotSent(operation, exception),
                (false, true) => new StoreUnavailableException(operation, exception),
            };
        }
        finally
        {
            StoreMetrics.End(operation, began, failure);
        }
    }

    private void TellRoute(IDatabase database, Exception exception)
    {
        if (exception is TimeoutException or RedisConnectionException or SocketException || IsOneOf(LostRedirects, exception))
        {
            _route.NotAnswered(database);
        }
        else if (IsRefused(exception))
        {
            _route.Answered();
        }
    }

    private static bool Note(Exception exception, out Exception? failure)
    {
        failure = exception;
        return true;
    }

    private static bool IsRefused(Exception exception) => exception is RedisServerException;

    private static bool IsNotSent(Exception exception) => exception is SocketException { SocketErrorCode: SocketError.NotConnected };

    /// <summary>Without a connection a call fails here, at once: version 2 of the library would keep it until it has one.</summary>
    private Task<T> SendAsync<T>(IDatabase database, Func<IDatabase, Task<T>> call, CancellationToken cancellationToken)
    {
        if (!database.IsConnected(_guard[0]))
        {
            throw new SocketException((int)SocketError.NotConnected);
        }

        var opened = _open();
        return (opened.IsCompletedSuccessfully ? call(database) : OpenAndCallAsync(opened, database, call)).WaitAsync(CallTimeout, _time, cancellationToken);
    }

    private static async Task<T> OpenAndCallAsync<T>(Task opened, IDatabase database, Func<IDatabase, Task<T>> call)
    {
        await opened.ConfigureAwait(false);
        return await call(database).ConfigureAwait(false);
    }

    private static bool IsUnavailable(Exception exception) =>
        exception is TimeoutException or ObjectDisposedException || IsConnectionLost(exception) || IsOneOf(LastingErrors, exception);

    private static bool IsConnectionLost(Exception exception) => exception switch
    {
        RedisConnectionException or SocketException => true,
        _ => IsOneOf(TransientErrors, exception) || IsOneOf(LostRedirects, exception),
    };

    private static bool IsOneOf(string[] errors, Exception exception) =>
        exception is RedisServerException && errors.Any(error => exception.Message.StartsWith(error, StringComparison.Ordinal));
}
