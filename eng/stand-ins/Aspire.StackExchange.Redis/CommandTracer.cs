using System.Diagnostics;
using System.Net;
using StackExchange.Redis;

namespace Aspire.StackExchange.Redis;

/// <summary>Leaves a span for each command that was sent under a recorded activity.</summary>
/// <remarks>
/// The client asks for a context at every command, so the case that nobody listens comes first and costs next to nothing.
/// Commands are collected per activity and become spans once it has stopped: until then one may still be added, and a
/// profile that is read too early would lose it.
/// </remarks>
internal sealed class CommandTracer(ConnectionMultiplexer multiplexer) : IProfiler
{
    private const long DrainIntervalMilliseconds = 1000;

    private static readonly ActivitySource Source = new("OpenTelemetry.Instrumentation.StackExchangeRedis");

    private readonly HashSet<Activity> _profiled = [];
    private long _nextDrain;

    public object? GetContext()
    {
        if (!Source.HasListeners())
        {
            return null;
        }

        DrainWhenDue();

        // A loop that was started under an activity keeps it as the current one after its end.
        if (Activity.Current is not { Recorded: true, IsStopped: false } activity)
        {
            return null;
        }

        lock (_profiled)
        {
            if (_profiled.Add(activity))
            {
                multiplexer.BeginProfiling(activity);
            }
        }

        return activity;
    }

    // Driven by the commands themselves: an application that sends none has nothing to drain, and no timer needs an owner.
    private void DrainWhenDue()
    {
        var due = Volatile.Read(ref _nextDrain);
        var now = Environment.TickCount64;
        if (now < due || Interlocked.CompareExchange(ref _nextDrain, now + DrainIntervalMilliseconds, due) != due)
        {
            return;
        }

        foreach (var (activity, commands) in TakeStopped())
        {
            foreach (var command in commands)
            {
                Emit(activity, command);
            }
        }
    }

    private List<(Activity Activity, ProfiledCommandEnumerable Commands)> TakeStopped()
    {
        lock (_profiled)
        {
            var stopped = _profiled.Where(activity => activity.IsStopped)
                .Select(activity => (activity, multiplexer.FinishProfiling(activity, allowCleanupSweep: false)))
                .ToList();
            _profiled.ExceptWith(stopped.Select(taken => taken.activity));
            return stopped;
        }
    }

    private static void Emit(Activity parent, IProfiledCommand command)
    {
        using var span = Source.StartActivity(
            ActivityKind.Client, parent.Context, tags: null, links: null, startTime: command.CommandCreated, name: command.Command);

        span?.SetTag("db.system", "redis")
            .SetTag("db.statement", command.Command)
            .SetTag("db.redis.database_index", command.Db)
            .SetTag("server.address", Host(command.EndPoint))
            .SetEndTime(command.CommandCreated + UntilResponse(command));
    }

    // ElapsedTime would go on until the client has run the caller's continuation. And 1.2.6 hands out ticks of the
    // stopwatch as ticks of 100 ns, which are a hundred times too long where the stopwatch counts nanoseconds.
    private static TimeSpan UntilResponse(IProfiledCommand command) =>
        Stopwatch.GetElapsedTime(0, (command.CreationToEnqueued + command.EnqueuedToSending + command.SentToResponse).Ticks);

    private static string? Host(EndPoint endPoint) => endPoint switch
    {
        DnsEndPoint dns => $"{dns.Host}:{dns.Port}",
        _ => endPoint.ToString(),
    };
}
