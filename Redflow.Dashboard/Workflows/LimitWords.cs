using Redflow.Dashboard.Design;
using Redflow.Dashboard.Queries;
using Redflow.Limits;

namespace Redflow.Dashboard.Workflows;

/// <summary>Limits in words.</summary>
internal static class LimitWords
{
    /// <summary>All limits in a few words; a dash for none.</summary>
    public static string Of(WorkflowLimits limits)
    {
        string?[] words =
        [
            limits.MaxConcurrency is { } slots ? $"{Times.Count(slots)} at a time" : null,
            limits.MaxConcurrencyPerKey is { } perKey ? $"{Times.Count(perKey)} per key" : null,
            limits.Rate is { } rate ? Of(rate) : null,
        ];
        return words.Any(word => word is not null) ? string.Join(", ", words.OfType<string>()) : "–";
    }

    public static string Of(RateLimit rate) => $"{Times.Count(rate.Count)} in {Duration.Format(rate.Period)}{(rate.PerKey ? " per key" : "")}";
}
