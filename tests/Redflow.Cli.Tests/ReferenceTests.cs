using System.CommandLine;
using System.Globalization;
using System.Text;
using Redflow.Cli.Tests.Hosting;
using Redflow.Testing;

namespace Redflow.Cli.Tests;

/// <summary>Holds docs/reference/cli.md against the tool.</summary>
public sealed class ReferenceTests
{
    private const string FirstCommand = "### `redflow ";

    private static readonly string Reference = Repository.Read("docs", "reference", "cli.md");

    [Fact]
    public void Reference_lists_every_command_with_its_arguments_and_options()
    {
        var text = new StringBuilder();
        foreach (var command in Leaves(CreateTool().Root, "redflow"))
        {
            Describe(text, command.Path, command.Command);
        }

        var from = Reference.IndexOf(FirstCommand, StringComparison.Ordinal);
        Assert.Equal(text.ToString().Trim(), Reference[from..Reference.IndexOf("\n## ", from, StringComparison.Ordinal)].Trim());
    }

    [Fact]
    public void Reference_lists_the_options_of_every_command()
    {
        var listed = Rows("Options of every command").Select(row => row[0].Split(' ')[0]);

        Assert.Equal(new GlobalOptions().All.Select(option => option.Name), listed);
    }

    [Fact]
    public void Reference_lists_every_exit_code()
    {
        Assert.Equal(Enum.GetValues<ExitCode>().Select(code => $"{(int)code}"), Rows("Exit codes").Select(row => row[0]));
    }

    [Fact]
    public void Every_command_and_option_says_what_it_is()
    {
        foreach (var (path, command) in Leaves(CreateTool().Root, "redflow"))
        {
            Assert.EndsWith(".", command.Description, StringComparison.Ordinal);
            Assert.All(command.Options.Select(option => option.Description), text => Assert.EndsWith(".", text, StringComparison.Ordinal));
            Assert.True(command.Arguments.All(argument => argument.Description?.EndsWith('.') == true), path);
        }
    }

    private static Tool CreateTool() => new Desk(null).CreateTool();

    private static IEnumerable<(string Path, Command Command)> Leaves(Command command, string path) => command.Subcommands
        .Where(child => !child.Hidden)
        .SelectMany(child => child.Subcommands.Count > 0 ? Leaves(child, $"{path} {child.Name}") : [($"{path} {child.Name}", child)]);

    private static void Describe(StringBuilder text, string path, Command command)
    {
        var arguments = string.Concat(command.Arguments.Select(argument => argument.Arity.MinimumNumberOfValues == 0 ? $" [<{argument.Name}>]" : $" <{argument.Name}>"));
        text.Append(CultureInfo.InvariantCulture, $"\n### `{path}{arguments}`\n\n{command.Description}\n");
        var rows = command.Arguments.Select(argument => (Name: $"<{argument.Name}>", argument.Description))
            .Concat(command.Options.Select(option => ($"{option.Name}{(option.HelpName is { } help ? $" <{help.Replace("|", "\\|", StringComparison.Ordinal)}>" : "")}", option.Description)))
            .ToArray();
        if (rows.Length > 0)
        {
            text.Append("\n| | |\n|---|---|\n");
        }

        foreach (var (name, description) in rows)
        {
            text.Append(CultureInfo.InvariantCulture, $"| `{name}` | {description} |\n");
        }
    }

    /// <summary>The cells of a section's table, without the marks of code.</summary>
    private static IEnumerable<string[]> Rows(string section) => Reference.Split("\n## ")
        .Single(part => part.StartsWith($"{section}\n", StringComparison.Ordinal))
        .Split('\n')
        .Where(line => line.StartsWith("| `", StringComparison.Ordinal))
        .Select(line => line.Split('|', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(cell => cell.Trim('`')).ToArray());
}
