using System.Text.Json.Nodes;

namespace Redflow.Cli.Tests.Hosting;

/// <summary>What a command wrote, and what it ended with.</summary>
internal sealed record Said(int Code, string Output, string Error)
{
    /// <summary>The output as the one document that it has to be.</summary>
    public JsonNode Json => JsonNode.Parse(Output)!;

    /// <summary>The output as the one line that it has to be.</summary>
    public string Line => Assert.Single(Lines);

    public string[] Lines => Output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>Asserts how it ended, and shows what it wrote where it did not.</summary>
    public Said Ended(ExitCode code)
    {
        Assert.True((int)code == Code, $"{Code} instead of {code}\n{Output}\n{Error}");
        return this;
    }
}
