namespace Redflow.Cli.Http;

/// <summary>What is followed bears that an API that has answered is away for a while: it is started again, or its Redis is.</summary>
internal sealed class Outage(TimeProvider time)
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LastDelay = TimeSpan.FromSeconds(5);

    private long? _answeredAt;
    private TimeSpan _delay = FirstDelay;

    /// <summary>The API has answered.</summary>
    public void End() => (_answeredAt, _delay) = (time.GetTimestamp(), FirstDelay);

    /// <summary>Tells whether to ask again after an exception.</summary>
    public bool Bears(Exception exception) =>
        exception is NoAnswerException or ProblemException { Problem.ExitCode: ExitCode.Unavailable or ExitCode.Busy }
        && _answeredAt is { } at
        && time.GetElapsedTime(at) < Patience;

    /// <summary>Waits before the next request, longer each time.</summary>
    public async Task PauseAsync(CancellationToken cancellationToken)
    {
        await Task.Delay(_delay, time, cancellationToken);
        _delay = _delay * 2 < LastDelay ? _delay * 2 : LastDelay;
    }
}
