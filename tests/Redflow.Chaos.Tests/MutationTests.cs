using System.Diagnostics;
using Redflow.Chaos.Checks;
using Redflow.Chaos.Mutations;
using Redflow.Testing;

namespace Redflow.Chaos.Tests;

/// <summary>
/// Each deliberate breakage is found, by the invariant that is there for it. Starting all of them takes minutes, so a few stand for all
/// unless <c>REDFLOW_ALL_MUTATIONS</c> is set.
/// </summary>
[Collection(Fire.Name)]
public sealed class MutationTests
{
    private static readonly string[] Few = ["fence", "slot", "tick", "key"];

    /// <summary>For those that the workload alone brings out.</summary>
    private const string HarmlessFault = "kill-api";

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(120);

    private static readonly bool IsAll = Environment.GetEnvironmentVariable("REDFLOW_ALL_MUTATIONS") is { Length: > 0 };

    private static string? SkipReason => new RedisServer().SkipReason;

    public static TheoryData<string> Names => [.. ChaosMutations.All.Select(mutation => mutation.Name)];

    public static TheoryData<string> Started => [.. ChaosMutations.All.Select(mutation => mutation.Name).Where(name => IsAll || Few.Contains(name))];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_mutation_changes_the_scripts_that_it_is_about(string name)
    {
        var mutation = ChaosMutations.All.Single(mutation => mutation.Name == name);

        var scripts = ChaosMutations.Mutate(mutation);

        Assert.All(mutation.Edits, edit => Assert.Contains(scripts, script => script.Text.Contains(edit.New, StringComparison.Ordinal)));
    }

    [Fact]
    public void A_mutation_whose_text_no_script_has_any_more_fails()
    {
        var mutation = new Mutation("old", Invariants.Slots, [], ("what stood there once", ""));

        var exception = Assert.Throws<InvalidOperationException>(() => ChaosMutations.Mutate(mutation));

        Assert.Contains("'old'", exception.Message, StringComparison.Ordinal);
        Assert.Contains("what stood there once", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Each_invariant_of_the_store_has_a_mutation()
    {
        string[] ofTheStore =
        [
            Invariants.LostRuns, Invariants.TerminalStates, Invariants.StepCommits, Invariants.FencedWrites, Invariants.Limits, Invariants.Ticks,
            Invariants.Keys, Invariants.Parents, Invariants.Children, Invariants.Slots, Invariants.LeftKeys, Invariants.Takeovers,
        ];

        var mutated = ChaosMutations.All.Select(mutation => mutation.Invariant).Distinct();

        Assert.Equal(ofTheStore.Order(), mutated.Order());
    }

    [Fact]
    public void The_reference_lists_the_mutations()
    {
        var page = File.ReadAllLines(Path.Combine(Repository.Root, "docs", "reference", "mutations.md"));
        var rows = page.Where(line => line.StartsWith("| `", StringComparison.Ordinal)).Select(line => line.Split('|', StringSplitOptions.TrimEntries));

        var listed = rows.Select(cells => (Name: cells[1].Trim('`'), Faults: cells[3].Replace("`", "", StringComparison.Ordinal), Invariant: cells[4]));

        Assert.Equal(ChaosMutations.All.Select(mutation => (mutation.Name, string.Join(", ", mutation.Faults), mutation.Invariant)), listed);
    }

    [SkippableTheory]
    [MemberData(nameof(Started))]
    public async Task A_mutation_is_found_by_its_invariant(string name)
    {
        Skip.If(SkipReason is not null, SkipReason);
        var mutation = ChaosMutations.All.Single(mutation => mutation.Name == name);

        var (exitCode, output) = await RunAsync(mutation);

        Assert.Contains($"{mutation.Invariant}: violated", output, StringComparison.Ordinal);
        Assert.Equal(1, exitCode);
    }

    private static string[] Only(Mutation mutation) => ["--only", .. mutation.Faults.DefaultIfEmpty(HarmlessFault)];

    /// <summary>Runs the program with the faults that bring the mutation out, until the first violation.</summary>
    private static async Task<(int ExitCode, string Output)> RunAsync(Mutation mutation)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true };
        foreach (var argument in (string[])[typeof(ChaosMutations).Assembly.Location, "--seed", "7", "--seconds", "40", "--rate", "60", "--stop-at-violation", .. Only(mutation)])
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment[ChaosMutations.Variable] = mutation.Name;
        using var process = Process.Start(start)!;
        using var limit = new CancellationTokenSource(Limit);
        var output = await process.StandardOutput.ReadToEndAsync(limit.Token);
        await process.WaitForExitAsync(limit.Token);
        return (process.ExitCode, output);
    }
}
