using Redflow.Chaos.Driver;

namespace Redflow.Chaos.Faults;

/// <summary>All kinds of faults.</summary>
internal static class FaultList
{
    public static IReadOnlyList<Fault> All { get; } =
    [
        new KillProcess(Roles.Worker),
        new KillProcess(Roles.Scheduler),
        new KillProcess(Roles.Client),
        new KillProcess(Roles.Api),
        new StopProcess(Roles.Worker),
        new StopProcess(Roles.Scheduler),
        new RollingRestart(),
        new JumpClock(),
        new CutConnections(),
        new IsolateProcess(),
        new DelayNetwork(),
        new LoseReplies(),
        new KillGarnet(),
        new KillRedis(Servers.RedisChaosServer.Always),
        new KillRedis(Servers.RedisChaosServer.EverySecond),
        new StopServer(),
        new SleepInRedis(),
        new FillRedis(),
        new FlushScripts(),
        new FailOverRedis(),
        new FailOverCluster(),
    ];

    public static IReadOnlyList<string> Names { get; } = [.. All.Select(fault => fault.Name)];
}
