using System.Text.Json.Serialization;
using Redflow.Api.Requests;
using Redflow.Dashboard.Queries;
using Redflow.Limits;
using Redflow.Payloads;
using Redflow.Workflows;

namespace Redflow.Api.Workflows;

/// <summary>The body of a request to limit a workflow: all its limits; one that is left out is none.</summary>
/// <param name="MaxConcurrency">How many runs hold a slot at a time, 1 to 1,000,000.</param>
/// <param name="MaxConcurrencyPerKey">The same for each limit key.</param>
/// <param name="Rate">How many runs may start in a period.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
[JsonNumberHandling(JsonNumberHandling.Strict)]
internal sealed record LimitsRequest(int? MaxConcurrency = null, int? MaxConcurrencyPerKey = null, RateRequest? Rate = null)
{
    private const string Form =
        """{"maxConcurrency": 10, "maxConcurrencyPerKey": 2, "rate": {"count": 100, "period": "1m", "perKey": false}}, each a limit or null; {} ends all limits""";

    /// <exception cref="ProblemException">The body is not such a request.</exception>
    public static WorkflowLimits Read(Payload? body)
    {
        var reader = new ParameterReader();
        var limits = JsonRequest.ReadRequired<LimitsRequest>(body, reader, Form)?.ToLimits(reader);
        reader.ThrowIfRefused();
        return limits!;
    }

    private WorkflowLimits ToLimits(ParameterReader reader)
    {
        CheckSlots(reader, "maxConcurrency", MaxConcurrency);
        CheckSlots(reader, "maxConcurrencyPerKey", MaxConcurrencyPerKey);
        return new() { MaxConcurrency = MaxConcurrency, MaxConcurrencyPerKey = MaxConcurrencyPerKey, Rate = ToRate(reader) };
    }

    private RateLimit? ToRate(ParameterReader reader)
    {
        if (Rate is null)
        {
            return null;
        }

        if (Rate.Count is not (>= 1 and <= RateLimit.MaxCount))
        {
            reader.Refuse("rate.count", $"has to be a whole number from 1 to {RateLimit.MaxCount}");
        }

        var period = reader.Read<TimeSpan>("rate.period", Rate.Period ?? "", TryParsePeriod, $"{Duration.Forms}, from 1ms to {RateLimit.MaxPeriod.Days}d");
        return new(Rate.Count ?? 0, period ?? TimeSpan.Zero, Rate.PerKey);
    }

    private static void CheckSlots(ParameterReader reader, string name, int? slots)
    {
        if (slots is < 1 or > WorkflowOptions.MaxLimit)
        {
            reader.Refuse(name, $"has to be a whole number from 1 to {WorkflowOptions.MaxLimit}, or null for no limit");
        }
    }

    private static bool TryParsePeriod(string text, out TimeSpan period) =>
        Duration.TryParse(text, out period) && period >= TimeSpan.FromMilliseconds(1) && period <= RateLimit.MaxPeriod;
}
