namespace Redflow.Bench.Measures;

/// <summary>What a run cost the server.</summary>
/// <param name="CommandsPerJob">Commands, those of scripts included.</param>
/// <param name="Commands">The same by command, the most frequent first.</param>
/// <param name="CpuUsPerJob">CPU time in microseconds.</param>
/// <param name="UserUsPerJob">The part of it that the kernel did not spend.</param>
internal sealed record RedisCosts(
    double? CommandsPerJob,
    IReadOnlyDictionary<string, double>? Commands,
    double? CpuUsPerJob,
    double? UserUsPerJob,
    double? BytesInPerJob,
    double? BytesOutPerJob)
{
    // What the bench itself asks for.
    private static readonly string[] Own = ["info", "ping", "config", "client", "flushall", "command", "slowlog"];

    public static RedisCosts Between(ServerReading before, ServerReading after, int runs)
    {
        var commands = after.Commands?
            .Where(command => !Own.Any(own => command.Key.StartsWith(own, StringComparison.OrdinalIgnoreCase)))
            .Select(command => (command.Key, Calls: command.Value - (before.Commands?.GetValueOrDefault(command.Key) ?? 0)))
            .Where(command => command.Calls > 0)
            .OrderByDescending(command => command.Calls)
            .ToList();
        return new(
            Rounded.To(2, commands?.Sum(command => command.Calls) / (double)runs),
            commands?.Where(command => command.Calls >= 0.01 * runs).ToDictionary(command => command.Key, command => Rounded.To(2, command.Calls / (double)runs)),
            Rounded.To(2, (after.CpuMs - before.CpuMs) * 1000 / runs),
            Rounded.To(2, (after.UserMs - before.UserMs) * 1000 / runs),
            Rounded.To(0, (after.BytesIn - before.BytesIn) / (double)runs),
            Rounded.To(0, (after.BytesOut - before.BytesOut) / (double)runs));
    }
}
