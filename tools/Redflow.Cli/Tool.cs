using System.CommandLine;
using System.CommandLine.Help;
using System.Text.RegularExpressions;
using Redflow.Cli.Bulk;
using Redflow.Cli.Completion;
using Redflow.Cli.Doctor;
using Redflow.Cli.Events;
using Redflow.Cli.Http;
using Redflow.Cli.Queues;
using Redflow.Cli.Runs;
using Redflow.Cli.Schedules;
using Redflow.Cli.Stats;
using Redflow.Cli.Terminal;
using Redflow.Cli.Top;
using Redflow.Cli.Workers;
using Redflow.Cli.Workflows;

namespace Redflow.Cli;

/// <summary>The tool: reads a command line, does what it says, and tells what went wrong in a sentence and an exit code.</summary>
internal sealed partial class Tool
{
    // '@' begins the name of a file with an input here, not one with more arguments.
    private static readonly ParserConfiguration Parsing = new() { ResponseFileTokenReplacer = null };

    private readonly Surroundings _around;
    private readonly GlobalOptions _options = new();

    public Tool(Surroundings around)
    {
        _around = around;
        Root = new("Looks at and acts on a Redflow system, over its HTTP API.")
        {
            RunCommands.Create(this),
            WorkflowCommands.Create(this),
            QueueCommands.Create(this),
            ScheduleCommands.Create(this),
            EventCommands.Create(this),
            new ListWorkers(this),
            BulkCommands.Create(this),
            new GetStats(this),
            new Diagnose(this),
            new ShowOverview(this),
            new PrintScript(around.Output),
            new Complete(this, around.Output),
        };
        foreach (var option in _options.All)
        {
            Root.Add(option);
        }

        // They would be completed as if they were names.
        var help = Root.Options.OfType<HelpOption>().Single();
        help.Aliases.Remove("/h");
        help.Aliases.Remove("/?");
    }

    public RootCommand Root { get; }

    public ParseResult Parse(string line) => Root.Parse(line, Parsing);

    /// <summary>Opens what a command works with.</summary>
    /// <exception cref="UsageException">The address or the key can't be used.</exception>
    public Session Open(ParseResult parsed) => new(
        new ApiClient(
            ApiAddress.Read(parsed.GetValue(_options.Url) ?? _around.Variable(GlobalOptions.UrlVariable) ?? GlobalOptions.DefaultUrl),
            ApiKey.Read(parsed.GetValue(_options.ApiKeyFile), _around.Variable(GlobalOptions.KeyVariable))),
        new Screen(_around, parsed.GetValue(_options.Utc)),
        _around,
        parsed.GetValue(_options.Json));

    /// <summary>Does what a command line says.</summary>
    public async Task<int> RunAsync(IReadOnlyList<string> args, CancellationToken cancellationToken)
    {
        var parsed = Root.Parse(args, Parsing);
        if (parsed.Errors.Count > 0)
        {
            return (int)Refuse(parsed);
        }

        try
        {
            return await parsed.InvokeAsync(
                new() { Output = _around.Output, Error = _around.Error, EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null }, cancellationToken);
        }
        catch (UsageException exception)
        {
            return (int)Tell(Printable.Lines(exception.Message), ExitCode.BadUsage);
        }
        catch (ProblemException exception)
        {
            return (int)Tell(parsed.GetValue(_options.Json) ? Printable.Json(exception.Problem.Json) : Printable.Lines(exception.Message), exception.Problem.ExitCode);
        }
        catch (NoAnswerException exception)
        {
            return (int)Tell(Printable.Lines(exception.Message), ExitCode.Unavailable);
        }
    }

    private ExitCode Refuse(ParseResult parsed)
    {
        foreach (var error in parsed.Errors)
        {
            Tell(Printable.Lines(KeyLike().Replace(error.Message, "rf_…")), ExitCode.BadUsage);
        }

        var words = parsed.CommandResult.Command.Parents.OfType<Command>().Any() ? $" {PathOf(parsed.CommandResult.Command)}" : "";
        return Tell($"'redflow{words} --help' tells what there is.", ExitCode.BadUsage);
    }

    private ExitCode Tell(string printable, ExitCode code)
    {
        _around.Error.WriteLine(printable);
        return code;
    }

    private static string PathOf(Command command) =>
        command.Parents.OfType<Command>().FirstOrDefault() is { } parent and not RootCommand ? $"{PathOf(parent)} {command.Name}" : command.Name;

    /// <summary>Somebody who takes the key for an argument is told so without the key.</summary>
    [GeneratedRegex("rf_[A-Za-z0-9_-]+")]
    private static partial Regex KeyLike();
}
