using System.Globalization;
using Redflow.Api.Requests;
using Redflow.Client;

namespace Redflow.Api.Schedules;

/// <summary>Reads how many ticks to show.</summary>
internal static class TickCount
{
    /// <summary>How many that come are shown by default.</summary>
    public const int Next = 10;

    /// <summary>How many that were are shown by default.</summary>
    public const int Past = 100;

    /// <exception cref="ProblemException">It is not valid.</exception>
    public static int Read(string name, string? text, int byDefault)
    {
        var reader = new ParameterReader();
        var number = reader.Read<int>(name, text, TryParse, $"a whole number from 1 to {ScheduleClient.MaxTicks}") ?? byDefault;
        reader.ThrowIfRefused();
        return number;
    }

    private static bool TryParse(string text, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number is >= 1 and <= ScheduleClient.MaxTicks;
}
