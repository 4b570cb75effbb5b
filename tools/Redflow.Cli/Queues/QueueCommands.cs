using System.CommandLine;

namespace Redflow.Cli.Queues;

/// <summary><c>redflow queues</c>.</summary>
internal static class QueueCommands
{
    public static Command Create(Tool tool) => new("queues", "Queues: what waits in them, and who serves them.")
    {
        new ListQueues(tool),
        new GetQueue(tool),
        new PauseQueue(tool),
        new ResumeQueue(tool),
    };
}
