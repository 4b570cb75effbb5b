namespace Redflow.Core.Tests.Telemetry;

/// <summary>A measurement.</summary>
/// <param name="Instrument">The instrument's name.</param>
/// <param name="Value">What it measured.</param>
/// <param name="Tags">Its tags.</param>
internal sealed record Measured(string Instrument, double Value, IReadOnlyDictionary<string, object?> Tags)
{
    public object? this[string tag] => Tags.GetValueOrDefault(tag);
}
