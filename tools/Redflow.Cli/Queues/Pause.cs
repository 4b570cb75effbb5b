using Redflow.Cli.Terminal;

namespace Redflow.Cli.Queues;

/// <summary>A pause of a queue or a workflow.</summary>
internal sealed record Pause(DateTimeOffset Since, string? Reason)
{
    public string Describe(Times times) => $"since {times.Of(Since)}{(Reason is null ? "" : $": {Reason}")}";
}
