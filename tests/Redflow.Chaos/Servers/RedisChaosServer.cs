using System.Globalization;
using Redflow.Chaos.Ledger;
using Redflow.Testing;

namespace Redflow.Chaos.Servers;

/// <summary>redis-server or valkey-server, with an append-only file that is synced with each write unless a fault says otherwise.</summary>
internal sealed class RedisChaosServer() : SingleChaosServer(Create())
{
    /// <summary>Every write is on the disk before it is answered.</summary>
    public const string Always = FaultKinds.Always;

    /// <summary>The disk gets what was written every second, two seconds late at most; what a killed process has handed over is safe.</summary>
    public const string EverySecond = "everysec";

    // How long clients go on with the old master, which is a replica by then and refuses to write.
    private static readonly TimeSpan SpeaksToTheOld = TimeSpan.FromMilliseconds(300);

    /// <summary>What any Redis under fire is started with.</summary>
    public static IReadOnlyList<string> Options { get; } =
        ["--appendfsync", Always, "--maxmemory-policy", "noeviction", "--enable-debug-command", "local", "--repl-diskless-sync-delay", "0"];

    /// <summary>With <see cref="EverySecond"/> a write may be postponed for two seconds while a slow disk is synced.</summary>
    public override TimeSpan MayLose => TimeSpan.FromSeconds(2);

    /// <summary>Has it sync its file so from now on.</summary>
    /// <param name="when"><see cref="Always"/> or <see cref="EverySecond"/>.</param>
    /// <param name="cancellationToken">Stops the wait.</param>
    public Task SyncAsync(string when, CancellationToken cancellationToken) => CallAsync(Current, cancellationToken, "CONFIG", "SET", "appendfsync", when);

    /// <summary>
    /// Has a replica take over: it gets everything first, since its master takes no more writes until it has, and nothing that was
    /// answered is lost. The old master ends.
    /// </summary>
    public async Task FailOverAsync(CancellationToken cancellationToken)
    {
        var master = Current;
        var replica = await StartBesideAsync(Create(), cancellationToken);
        await CallAsync(replica, cancellationToken, "REPLICAOF", "127.0.0.1", Text(master.Port));
        await InStepAsync(replica, cancellationToken);
        await CallAsync(master, cancellationToken, "FAILOVER", "TO", "127.0.0.1", Text(replica.Port), "TIMEOUT", "10000");
        await UntilAsync(() => SaysAsync(replica, "replication", "role:master", cancellationToken), "the replica is the master", cancellationToken);
        await Task.Delay(SpeaksToTheOld, cancellationToken);
        await MoveAsync();
    }

    private static RedisServer Create() => new() { Options = Options };

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
