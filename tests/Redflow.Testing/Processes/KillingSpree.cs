namespace Redflow.Testing.Processes;

/// <summary>Workers and schedulers over one server, of which one after the other is killed and started again.</summary>
/// <param name="random">Decides which one, and when: the same seed kills in the same order.</param>
public sealed class KillingSpree(TestServer server, string prefix, string ledger, Random random) : IAsyncDisposable
{
    /// <summary>Long enough for a busy machine's workers to renew in time.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(2);

    private readonly List<HostProcess> _hosts = [];

    /// <summary>How many processes were killed.</summary>
    public int Kills { get; private set; }

    public void Start(int workers, int schedulers)
    {
        _hosts.AddRange(Enumerable.Range(0, workers).Select(_ => HostProcess.StartWorker(server, prefix, ledger, Lease)));
        _hosts.AddRange(Enumerable.Range(0, schedulers).Select(_ => HostProcess.StartScheduler(server, prefix)));
    }

    /// <summary>Kills at random for a time, and leaves all of them running.</summary>
    public async Task KillAsync(TimeSpan during)
    {
        using var end = new CancellationTokenSource(during);
        while (!end.IsCancellationRequested)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(random.Next(200, 1_000)), CancellationToken.None);
            var host = _hosts[random.Next(_hosts.Count)];
            host.Kill();
            Kills++;
            host.Start();
        }
    }

    /// <summary>When a process has ended; the end of time for one that runs.</summary>
    public DateTimeOffset EndOf(int pid) => _hosts.Select(host => host.Ends.GetValueOrDefault(pid, DateTimeOffset.MaxValue)).Min();

    public async ValueTask DisposeAsync()
    {
        foreach (var host in _hosts)
        {
            await host.DisposeAsync();
        }
    }
}
