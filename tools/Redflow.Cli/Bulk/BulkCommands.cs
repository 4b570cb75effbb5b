using System.CommandLine;

namespace Redflow.Cli.Bulk;

/// <summary><c>redflow bulk</c>.</summary>
internal static class BulkCommands
{
    public static Command Create(Tool tool) => new("bulk", "Operations on all runs that match a filter.")
    {
        new StartBulk(tool),
        new ListBulks(tool),
        new GetBulk(tool),
        new AbortBulk(tool),
    };
}
