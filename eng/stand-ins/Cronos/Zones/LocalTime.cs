namespace Cronos.Zones;

/// <summary>Arithmetic between instants and local times that stops at the ends of the calendar instead of throwing.</summary>
internal static class LocalTime
{
    public static DateTime Shift(DateTime utc, TimeSpan offset) => Move(utc, offset, DateTimeKind.Unspecified);

    public static DateTime Unshift(DateTime local, TimeSpan offset) => Move(local, -offset, DateTimeKind.Utc);

    private static DateTime Move(DateTime time, TimeSpan distance, DateTimeKind kind) =>
        new(Math.Clamp(time.Ticks + distance.Ticks, DateTime.MinValue.Ticks, DateTime.MaxValue.Ticks), kind);
}
