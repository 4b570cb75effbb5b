using System.Globalization;

namespace Redflow.Bench.Measures;

/// <summary>What a server has done since its start, and holds. Null is what it does not count.</summary>
/// <param name="Memory">In bytes.</param>
/// <param name="Commands">How often each command was executed, by clients and by scripts.</param>
internal sealed record ServerReading(
    long? Memory, double? CpuMs, double? UserMs, long? BytesIn, long? BytesOut, IReadOnlyDictionary<string, long>? Commands)
{
    private const string Command = "cmdstat_";

    /// <summary>Reads what INFO says.</summary>
    public static ServerReading Parse(string info)
    {
        var fields = Fields(info);
        var user = Number(fields, "used_cpu_user") * 1000;
        var commands = fields.Where(field => field.Key.StartsWith(Command, StringComparison.OrdinalIgnoreCase)).ToDictionary(
            field => field.Key[Command.Length..],
            field => long.Parse(field.Value["calls=".Length..field.Value.IndexOf(',', StringComparison.Ordinal)], CultureInfo.InvariantCulture));
        return new(
            (long?)Number(fields, "used_memory"),
            user + (Number(fields, "used_cpu_sys") * 1000),
            user,
            (long?)Number(fields, "total_net_input_bytes"),
            (long?)Number(fields, "total_net_output_bytes"),
            commands.Count > 0 ? commands : null);
    }

    /// <summary>What it would be if what was done between two other readings had been done too. The memory stays.</summary>
    public ServerReading Plus(ServerReading before, ServerReading after) => new(
        Memory,
        CpuMs + after.CpuMs - before.CpuMs,
        UserMs + after.UserMs - before.UserMs,
        BytesIn + after.BytesIn - before.BytesIn,
        BytesOut + after.BytesOut - before.BytesOut,
        Commands is null ? null : after.Commands?.ToDictionary(
            command => command.Key,
            command => Commands.GetValueOrDefault(command.Key) + command.Value - (before.Commands?.GetValueOrDefault(command.Key) ?? 0)));

    /// <summary>The fields of INFO.</summary>
    public static Dictionary<string, string> Fields(string info) => info
        .Split('\n')
        .Select(line => line.TrimEnd('\r').Split(':', 2))
        .Where(parts => parts.Length == 2)
        .DistinctBy(parts => parts[0])
        .ToDictionary(parts => parts[0], parts => parts[1]);

    private static double? Number(Dictionary<string, string> fields, string name) =>
        fields.TryGetValue(name, out var text) && double.TryParse(text, CultureInfo.InvariantCulture, out var number) ? number : null;
}
