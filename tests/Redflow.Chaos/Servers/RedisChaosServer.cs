using System.Globalization;
using Redflow.Chaos.Ledger;
using Redflow.Testing;

namespace Redflow.Chaos.Servers;

/// <summary>redis-server or valkey-server, with an append-only file that is synced with each write unless a fault says otherwise.</summary>
internal sealed class RedisChaosServer() : ChaosServer(Create())
{
    /// <summary>Every write is on the disk before it is answered.</summary>
    public const string Always = FaultKinds.Always;

    /// <summary>The disk gets what was written every second, two seconds late at most; what a killed process has handed over is safe.</summary>
    public const string EverySecond = "everysec";

    // How long clients go on with the old master, which is a replica by then and refuses to write.
    private static readonly TimeSpan SpeaksToTheOld = TimeSpan.FromMilliseconds(300);

    /// <summary>With <see cref="EverySecond"/> a write may be postponed for two seconds while a slow disk is synced.</summary>
    public override TimeSpan MayLose => TimeSpan.FromSeconds(2);

    /// <summary>Has it sync its file so from now on.</summary>
    /// <param name="when"><see cref="Always"/> or <see cref="EverySecond"/>.</param>
    /// <param name="cancellationToken">Stops the wait.</param>
    public Task SyncAsync(string when, CancellationToken cancellationToken) => CallAsync(cancellationToken, "CONFIG", "SET", "appendfsync", when);

    /// <summary>Has it do nothing for a time.</summary>
    public Task SleepAsync(TimeSpan time, CancellationToken cancellationToken) =>
        CallAsync(cancellationToken, "DEBUG", "SLEEP", time.TotalSeconds.ToString(CultureInfo.InvariantCulture));

    /// <summary>Has it refuse everything that takes memory; it evicts nothing.</summary>
    public Task FillAsync(CancellationToken cancellationToken) => CallAsync(cancellationToken, "CONFIG", "SET", "maxmemory", "1");

    /// <summary>Gives it room again after <see cref="FillAsync"/>.</summary>
    public Task MakeRoomAsync(CancellationToken cancellationToken) => CallAsync(cancellationToken, "CONFIG", "SET", "maxmemory", "0");

    /// <summary>
    /// Has a replica take over: it gets everything first, since its master takes no more writes until it has, and nothing that was
    /// answered is lost. The old master ends.
    /// </summary>
    public async Task FailOverAsync(CancellationToken cancellationToken)
    {
        var master = Current;
        var replica = await StartBesideAsync(Create(), cancellationToken);
        await CallAsync(replica.Port, ["REPLICAOF", "127.0.0.1", Text(master.Port)], cancellationToken);
        await UntilAsync(() => SaysAsync(replica.Port, "replication", "master_link_status:up", cancellationToken), "the replica is in step", cancellationToken);
        await UntilAsync(() => HasItsFileAsync(replica.Port, cancellationToken), "the replica's file is written", cancellationToken);
        await CallAsync(master.Port, ["FAILOVER", "TO", "127.0.0.1", Text(replica.Port), "TIMEOUT", "10000"], cancellationToken);
        await UntilAsync(() => SaysAsync(replica.Port, "replication", "role:master", cancellationToken), "the replica is the master", cancellationToken);
        await Task.Delay(SpeaksToTheOld, cancellationToken);
        await MoveAsync();
    }

    private static RedisServer Create() => new()
    {
        Options = ["--appendfsync", Always, "--maxmemory-policy", "noeviction", "--enable-debug-command", "local", "--repl-diskless-sync-delay", "0"],
    };

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static async Task<bool> HasItsFileAsync(int port, CancellationToken cancellationToken) =>
        await SaysAsync(port, "persistence", "aof_rewrite_scheduled:0", cancellationToken)
        && await SaysAsync(port, "persistence", "aof_rewrite_in_progress:0", cancellationToken);

    private static async Task<bool> SaysAsync(int port, string section, string what, CancellationToken cancellationToken) =>
        (await CallAsync(port, ["INFO", section], cancellationToken)).Text!.Contains(what, StringComparison.Ordinal);
}
