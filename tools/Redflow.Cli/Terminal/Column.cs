namespace Redflow.Cli.Terminal;

/// <summary>A column of a table.</summary>
internal sealed record Column<T>(string Title, Func<T, Cell> Value);
