using Spectre.Console;

namespace Redflow.Cli.Terminal;

/// <summary>What stands in a place of a table.</summary>
internal readonly record struct Cell(string? Text, Color? Color = null)
{
    public static implicit operator Cell(string? text) => new(text);

    /// <summary>A status, in the colour that it has everywhere.</summary>
    public static Cell OfStatus(string? status) => new(status, status switch
    {
        "succeeded" or "Healthy" => Spectre.Console.Color.Green,
        "failed" or "Unhealthy" => Spectre.Console.Color.Red,
        "canceled" => Spectre.Console.Color.Grey,
        "running" => Spectre.Console.Color.Blue,
        "waiting" or "Degraded" => Spectre.Console.Color.Yellow,
        _ => null,
    });
}
