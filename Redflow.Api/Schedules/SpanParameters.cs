using Microsoft.AspNetCore.Mvc;
using Redflow.Api.OpenApi;
using Redflow.Api.Requests;

namespace Redflow.Api.Schedules;

/// <summary>A span of time.</summary>
/// <param name="From">Its first time.</param>
/// <param name="Before">The time that it ends before.</param>
internal readonly record struct SpanParameters(
    [FromQuery(Name = "from"), Takes(ParameterKind.Time, IsRequired = true)] string? From,
    [FromQuery(Name = "before"), Takes(ParameterKind.Time, IsRequired = true)] string? Before)
{
    /// <exception cref="ProblemException">Any of them is missing or not valid.</exception>
    public (DateTimeOffset From, DateTimeOffset Before) Read()
    {
        var reader = new ParameterReader();
        var from = reader.Read<DateTimeOffset>("from", From ?? "", UtcTime.TryParse, UtcTime.Forms);
        var before = reader.Read<DateTimeOffset>("before", Before ?? "", UtcTime.TryParse, UtcTime.Forms);
        reader.ThrowIfRefused();
        return (from!.Value, before!.Value);
    }

    /// <summary>Only the schedule can tell whether the span is one that it takes.</summary>
    public static async Task<int> GuardAsync(Func<Task<int>> call)
    {
        try
        {
            return await call();
        }
        catch (ArgumentException exception) when (exception.ParamName == "before")
        {
            throw ParameterReader.Refusal("before", $"does not fit: {exception.Message.Split(" (Parameter")[0]}");
        }
    }
}
