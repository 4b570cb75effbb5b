using System.Globalization;
using Redflow.Fuzz.Tests.Storm;

namespace Redflow.Fuzz.Tests.Client;

/// <summary>A call of a client as a line says it: its name, then its arguments as <c>name=value</c>; spans and times are ticks.</summary>
internal readonly struct Call(Shot shot)
{
    private static readonly string[] Spans =
    [
        "0", "1", "-1", "9999", "10000", "10001", $"{TimeSpan.TicksPerSecond}", $"{TimeSpan.TicksPerHour}", $"{TimeSpan.TicksPerDay * 3_650}", $"{TimeSpan.TicksPerDay * 3_650 + 1}",
        $"{long.MaxValue}", $"{long.MinValue}", $"{-TimeSpan.TicksPerMillisecond}",
    ];

    private static readonly string[] Times =
    [
        "0", "1", $"{DateTime.UnixEpoch.Ticks}", $"{DateTime.UnixEpoch.Ticks - 1}", $"{new DateTime(2026, 3, 1).Ticks}", $"{new DateTime(2026, 3, 1, 1, 0, 0).Ticks + 1}", $"{new DateTime(9000, 1, 1).Ticks}",
        $"{new DateTime(9000, 1, 1).Ticks + 1}", $"{DateTime.MaxValue.Ticks}",
    ];

    private static readonly string[] Numbers = ["0", "1", "-1", "50", "500", "501", "1000", "1001", "-1000", "-1001", "2147483647", "-2147483648"];

    public string Name => shot[0];

    public static string Span(Random random) => random.Next(4) > 0 ? Spans[random.Next(Spans.Length)] : $"{random.NextInt64(TimeSpan.TicksPerDay)}";

    public static string Time(Random random) => random.Next(4) > 0 ? Times[random.Next(Times.Length)] : $"{random.NextInt64(DateTime.MaxValue.Ticks)}";

    public static string Number(Random random) => Numbers[random.Next(Numbers.Length)];

    public string? TextOf(string name) => shot[name];

    public TimeSpan? SpanOf(string name) => LongOf(name) is { } ticks ? new(ticks) : null;

    public DateTimeOffset? TimeOf(string name) => LongOf(name) is { } ticks ? new(Math.Clamp(ticks, 0, DateTime.MaxValue.Ticks), TimeSpan.Zero) : null;

    public int? NumberOf(string name) => LongOf(name) is { } number ? (int)Math.Clamp(number, int.MinValue, int.MaxValue) : null;

    /// <summary>Texts with line feeds between; of none, null among them.</summary>
    public IReadOnlyList<string>? TextsOf(string name) => shot[name] is { } text ? [.. text.Split('\n').Select(part => part == "(null)" ? null! : part)] : null;

    private long? LongOf(string name) =>
        shot[name] is { } text ? long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : 0 : null;
}
