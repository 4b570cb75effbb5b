using System.Text.RegularExpressions;
using Redflow.Core.Tests.Storage;
using Redflow.Runs;
using Redflow.Steps;
using Redflow.Testing;
using Xunit;

namespace Redflow.Core.Tests.Docs;

/// <summary>Holds docs/reference/states.md to the scripts and the model.</summary>
public sealed partial class StatesTests
{
    private static readonly string Reference = Repository.Read("docs", "reference", "states.md");

    [Fact]
    public void Every_script_that_changes_the_status_of_a_run_has_its_transitions_listed()
    {
        var changing = ScriptSource.Names.Where(name => Changing().IsMatch(ScriptSource.Read(name).Text));

        Assert.Equal(changing, Column("Transitions of a run", 3).Distinct().Order());
    }

    [Fact]
    public void The_transitions_of_a_run_are_between_the_statuses_there_are()
    {
        var statuses = RunStatuses.All.Select(status => status.ToWord()).Order().ToArray();

        Assert.Equal(statuses, Column("Statuses of a run", 1).Order());
        Assert.Equal(statuses.Append("none").Order(), Column("Transitions of a run", 1).Distinct().Order());
        Assert.Equal(statuses.Append("gone").Order(), Column("Transitions of a run", 2).Distinct().Order());
    }

    [Fact]
    public void The_transitions_of_a_step_are_between_the_statuses_there_are()
    {
        var statuses = Enum.GetNames<StepStatus>().Select(name => name.ToLowerInvariant()).Append("none").Order().ToArray();

        Assert.Equal(statuses, Column("Statuses of a step", 1).Concat(Column("Statuses of a step", 2)).Distinct().Order());
        Assert.Empty(Column("Statuses of a step", 3).Except(ScriptSource.Names));
    }

    /// <summary>The names in one column of a section's table.</summary>
    private static IEnumerable<string> Column(string section, int column) => Reference.Split("\n## ")
        .Single(part => part.StartsWith($"{section}\n", StringComparison.Ordinal))
        .Split('\n')
        .Where(line => line.StartsWith("| `", StringComparison.Ordinal))
        .SelectMany(line => Quoted().Matches(line.Split('|')[column]))
        .Select(match => match.Groups[1].Value);

    /// <summary>A script that moves a run between indexes, or removes one, has the function that does it spliced in.</summary>
    [GeneratedRegex("^local function (?:move|delete)_run", RegexOptions.Multiline)]
    private static partial Regex Changing();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Quoted();
}
