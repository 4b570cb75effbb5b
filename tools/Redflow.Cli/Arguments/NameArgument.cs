using System.CommandLine;
using System.CommandLine.Completions;
using Redflow.Cli.Completion;

namespace Redflow.Cli.Arguments;

/// <summary>Arguments that name something which the API has, and complete to it.</summary>
internal static class NameArgument
{
    public static Argument<string> OfRun(Tool tool) => Of("id", "The run's id.", Known.Runs(tool));

    public static Argument<string> OfWorkflow(Tool tool) => Of("workflow", "The workflow's name.", Known.Workflows(tool));

    public static Argument<string> OfQueue(Tool tool) => Of("queue", "The queue's name.", Known.Queues(tool));

    public static Argument<string> OfSchedule(Tool tool) => Of("id", "The schedule's id.", Known.Schedules(tool));

    public static Argument<string> OfBulk(Tool tool) => Of("id", "The operation's id.", Known.Bulks(tool));

    public static Argument<string> OfEvent() => new("id") { Description = "The event's id." };

    private static Argument<string> Of(string name, string description, Func<CompletionContext, IEnumerable<string>> known)
    {
        var argument = new Argument<string>(name) { Description = description };
        argument.CompletionSources.Add(known);
        return argument;
    }
}
