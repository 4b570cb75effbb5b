using Redflow.Cli.Http;
using Redflow.Cli.Terminal;

namespace Redflow.Cli.Top;

/// <summary>
/// Shows how the system stands, again and again. The stream only says that something has changed, and what is shown is read as a whole: at most once a
/// second, and every few seconds in any case.
/// </summary>
internal sealed class LiveOverview(Session session)
{
    private const string Enter = "\e[?1049h\e[?25l";
    private const string Leave = "\e[?25h\e[?1049l";

    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan AtMostEvery = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan AtLeastEvery = TimeSpan.FromSeconds(5);

    private readonly TimeProvider _time = session.Around.Time;
    private Overview? _overview;
    private long _askedAt;
    private volatile bool _hasChanged;
    private string _note = "";

    public static Query Topics => new Query().Add("topics", "runs,queues,workers");

    /// <summary>Shows it until q is pressed or the token fires.</summary>
    public async Task ShowAsync(CancellationToken cancellationToken)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var listening = ListenAsync(end.Token);
        session.Around.Output.Write(Enter);
        try
        {
            await DrawAsync(listening, end.Token);
        }
        finally
        {
            session.Around.Output.Write(Leave);
            await end.CancelAsync();
            await listening.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task ListenAsync(CancellationToken cancellationToken)
    {
        await foreach (var happened in new EventStream(session.Api, session.Outage).ReadAsync(Topics, cancellationToken))
        {
            _hasChanged |= happened.EventType != "heartbeat";
        }
    }

    private async Task DrawAsync(Task listening, CancellationToken cancellationToken)
    {
        using var ticks = new PeriodicTimer(Tick, _time);
        do
        {
            if (session.Around.TakeKey() is 'q' or 'Q')
            {
                return;
            }

            if (listening.IsCompleted)
            {
                await listening;
            }

            if (IsDue())
            {
                await ReadAsync(cancellationToken);
                Draw();
            }
        }
        while (await ticks.WaitForNextTickAsync(cancellationToken));
    }

    private bool IsDue() =>
        _overview is null || _time.GetElapsedTime(_askedAt) is var since && (since >= AtLeastEvery || (_hasChanged && since >= AtMostEvery));

    private async Task ReadAsync(CancellationToken cancellationToken)
    {
        (_askedAt, _hasChanged) = (_time.GetTimestamp(), false);
        try
        {
            _overview = await Overview.ReadAsync(session, cancellationToken);
            session.Outage.End();
            _note = "q ends";
        }
        catch (Exception exception) when (session.Outage.Bears(exception))
        {
            _note = "The API is away: this is how it stood.";
        }
    }

    /// <summary>Writes over what stands there, so that nothing flickers.</summary>
    private void Draw()
    {
        var (width, height) = session.Around.Size();
        var lines = session.Screen.Render(new Cropped(_overview!.Draw(session.Screen.Times), width)).Split('\n');
        var shown = lines.Take(Math.Max(height - 1, 1)).Select(line => $"{line}\e[K\r\n");
        session.Around.Output.Write($"\e[H{string.Concat(shown)}\e[J{_note}");
    }
}
