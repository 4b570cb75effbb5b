using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Redflow.Api.Requests;
using Redflow.Client;

namespace Redflow.Api.Schedules;

/// <summary>How many ticks to show.</summary>
/// <param name="Count">How many that come.</param>
/// <param name="Limit">How many that were.</param>
internal readonly record struct CountParameters([FromQuery(Name = "count")] string? Count, [FromQuery(Name = "limit")] string? Limit)
{
    /// <exception cref="ProblemException">It is not valid.</exception>
    public int ReadCount() => Read("count", Count, 10);

    /// <exception cref="ProblemException">It is not valid.</exception>
    public int ReadLimit() => Read("limit", Limit, 100);

    private static int Read(string name, string? text, int byDefault)
    {
        var reader = new ParameterReader();
        var number = reader.Read<int>(name, text, TryParse, $"a whole number from 1 to {ScheduleClient.MaxTicks}") ?? byDefault;
        reader.ThrowIfRefused();
        return number;
    }

    private static bool TryParse(string text, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number is >= 1 and <= ScheduleClient.MaxTicks;
}
