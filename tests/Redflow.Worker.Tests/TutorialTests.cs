using System.Text.Json;
using System.Text.RegularExpressions;
using Redflow.Testing;

namespace Redflow.Worker.Tests;

/// <summary>What docs/tutorials/samples.md has one type works, and prints what it says.</summary>
[Collection(SharedGarnet.Name)]
public sealed partial class TutorialTests(GarnetServer server) : WorkflowTests(server)
{
    private static readonly string Text = File.ReadAllText(Path.Combine(Repository(), "docs", "tutorials", "samples.md"));

    [Theory]
    [InlineData("send-welcome-email", 0)]
    [InlineData("csv-import", 1)]
    public async Task Workflow_returns_what_the_tutorial_says(string workflow, int answer)
    {
        await using var worker = await StartWorkerAsync();

        var run = await EmitAsync(worker, workflow, Inputs(workflow)[0]);
        var output = await run.GetResultAsync(Wait.Limit);

        using var expected = JsonDocument.Parse(Answer().Matches(Text)[answer].Groups["json"].Value);
        Assert.True(JsonElement.DeepEquals(expected.RootElement, output.As<JsonElement>()), $"It returned {output}.");
    }

    [Fact]
    public async Task Unknown_user_is_answered_with_the_sentence_of_the_tutorial()
    {
        await using var worker = await StartWorkerAsync();

        var error = await ErrorAsync(await EmitAsync(worker, "send-welcome-email", Inputs("send-welcome-email")[1]));

        Assert.Contains($"«{error.Message}»", Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Checkout_of_the_tutorial_is_accepted()
    {
        await using var worker = await StartWorkerAsync();

        var run = await EmitAsync(worker, "order-checkout", Assert.Single(Inputs("order-checkout")));

        await run.CancelAsync();
    }

    private static string[] Inputs(string workflow) =>
        [.. Emit().Matches(Text).Where(match => match.Groups["workflow"].Value == workflow).Select(match => match.Groups["input"].Value)];

    private static string Repository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Redflow.sln")))
        {
            folder = folder.Parent!;
        }

        return folder.FullName;
    }

    [GeneratedRegex(@"emit (?<workflow>\S+) '(?<input>[^']*)'")]
    private static partial Regex Emit();

    [GeneratedRegex("```json\n(?<json>.*?)```", RegexOptions.Singleline)]
    private static partial Regex Answer();
}
