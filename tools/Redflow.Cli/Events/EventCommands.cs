using System.CommandLine;

namespace Redflow.Cli.Events;

/// <summary><c>redflow events</c>.</summary>
internal static class EventCommands
{
    public static Command Create(Tool tool) => new("events", "Events: what starts runs and wakes those that wait.")
    {
        new EmitEvent(tool),
        new ListEvents(tool),
        new GetEvent(tool),
    };
}
