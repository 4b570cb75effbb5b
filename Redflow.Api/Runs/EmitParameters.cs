using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Redflow.Api.Requests;
using Redflow.Client;

namespace Redflow.Api.Runs;

/// <summary>When and how a run is to be emitted, as the request says it.</summary>
/// <param name="RunAt">When it is due.</param>
/// <param name="Delay">How long from now it is due; not together with <paramref name="RunAt"/>.</param>
/// <param name="Priority">Lower goes first.</param>
/// <param name="IdempotencyKey">While a run of the workflow with this key is kept, no second one is created.</param>
internal readonly record struct EmitParameters(
    [FromQuery(Name = "runAt")] string? RunAt,
    [FromQuery(Name = "delay")] string? Delay,
    [FromQuery(Name = "priority")] string? Priority,
    [FromHeader(Name = EmitParameters.KeyHeader)] string? IdempotencyKey)
{
    public const string KeyHeader = "Idempotency-Key";

    private static readonly string RunAtForms = $"{UtcTime.Forms}, up to the year {EmitOptions.MaxRunAt.Year}";
    private static readonly string DelayForms = $"{Duration.Forms}, up to {EmitOptions.MaxDelay.Days}d";
    private static readonly string PriorityForms = $"a whole number from {-EmitOptions.MaxPriority} to {EmitOptions.MaxPriority}";

    /// <exception cref="ProblemException">Any of them is not valid.</exception>
    public EmitOptions ToOptions()
    {
        var reader = new ParameterReader();
        var options = new EmitOptions
        {
            RunAt = reader.Read<DateTimeOffset>("runAt", RunAt, TryParseRunAt, RunAtForms),
            Delay = reader.Read<TimeSpan>("delay", Delay, TryParseDelay, DelayForms),
            Priority = reader.Read<int>("priority", Priority, TryParsePriority, PriorityForms) ?? 0,
            IdempotencyKey = IdempotencyKey,
        };
        if (IdempotencyKey is { } key && (key.Length is 0 or > EmitOptions.MaxKeyLength || key.Any(char.IsControl)))
        {
            reader.Refuse(KeyHeader, $"has to be 1 to {EmitOptions.MaxKeyLength} characters without control characters");
        }

        if (RunAt is not null && Delay is not null)
        {
            reader.Refuse("delay", "can't stand together with runAt");
        }

        reader.ThrowIfRefused();
        return options;
    }

    private static bool TryParseRunAt(string text, out DateTimeOffset time) =>
        UtcTime.TryParse(text, out time) && time <= EmitOptions.MaxRunAt;

    private static bool TryParseDelay(string text, out TimeSpan delay) =>
        Duration.TryParse(text, out delay) && delay <= EmitOptions.MaxDelay;

    private static bool TryParsePriority(string text, out int priority) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out priority)
        && priority is >= -EmitOptions.MaxPriority and <= EmitOptions.MaxPriority;
}
