namespace Redflow.Cli.Workflows;

/// <summary>How many runs of a workflow may go on, and how often one may start.</summary>
internal sealed record Limits(int? MaxConcurrency, int? MaxConcurrencyPerKey, Rate? Rate)
{
    public override string ToString() => string.Join(", ", new[]
    {
        MaxConcurrency is { } all ? $"{all} at a time" : null,
        MaxConcurrencyPerKey is { } key ? $"{key} of a key at a time" : null,
        Rate is { } rate ? $"{rate.Count} in {Terminal.Times.Span(rate.Period)}{(rate.PerKey ? " of a key" : "")}" : null,
    }.OfType<string>().DefaultIfEmpty("none"));
}
