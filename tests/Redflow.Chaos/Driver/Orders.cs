using System.Globalization;

namespace Redflow.Chaos.Driver;

/// <summary>
/// What the driver tells a process over its standard input, a line each. When that ends the driver has ended, and the process does too,
/// as if it were killed.
/// </summary>
internal static class Orders
{
    private const string Clock = "clock ";

    /// <summary>Has the host's clock jump.</summary>
    public static string JumpTo(TimeSpan by) => $"{Clock}{by.Ticks.ToString(CultureInfo.InvariantCulture)}";

    /// <summary>Carries orders out until the process ends.</summary>
    public static void Obey(TextReader input, JumpingTime time)
    {
        var thread = new Thread(() => ObeyAll(input, time)) { IsBackground = true };
        thread.Start();
    }

    private static void ObeyAll(TextReader input, JumpingTime time)
    {
        while (input.ReadLine() is { } order)
        {
            time.JumpTo(TimeSpan.FromTicks(long.Parse(order.AsSpan(Clock.Length), CultureInfo.InvariantCulture)));
        }

        Environment.Exit(1);
    }
}
