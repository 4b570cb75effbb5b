using System.Text.RegularExpressions;
using Redflow.Client;
using Redflow.Hosting;
using Redflow.Payloads;
using Redflow.Results;
using Redflow.Testing;
using Redflow.Workflows;
using Xunit;

namespace Redflow.Core.Tests.Docs;

public sealed partial class DocumentTests
{
    /// <summary>The pages that have code in C#; each has a sample of its name.</summary>
    public static TheoryData<string> Documents => new(new[] { "how-to", "tutorials", "reference" }
        .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Repository.Root, "docs", folder), "*.md"))
        .Where(document => CodeBlock().IsMatch(File.ReadAllText(document)))
        .Select(document => Path.GetRelativePath(Path.Combine(Repository.Root, "docs"), document).Replace('\\', '/')));

    [Fact]
    public void The_code_of_the_readme_is_that_of_its_sample()
    {
        var block = CodeBlock().Match(Repository.Read("README.md")).Groups[1].Value;

        AssertCompiled("ReadmeSample.cs", block);
        Assert.InRange(block.Trim().Split('\n').Length, 15, 39);
    }

    [Theory]
    [MemberData(nameof(Documents))]
    public void The_code_of_a_document_is_that_of_its_sample(string document)
    {
        var blocks = CodeBlock().Matches(Repository.Read(["docs", .. document.Split('/')])).Select(match => match.Groups[1].Value);

        var words = Path.GetFileNameWithoutExtension(document).Split('-').Select(word => char.ToUpperInvariant(word[0]) + word[1..]);
        Assert.All(blocks, block => AssertCompiled($"{string.Concat(words)}Sample.cs", block));
    }

    [Fact]
    public void The_tests_that_the_readme_names_exist()
    {
        var named = TestName().Matches(Repository.Read("README.md")).Select(match => match.Groups[1].Value).Distinct().ToArray();
        var files = Directory.EnumerateFiles(Path.Combine(Repository.Root, "tests"), "*.cs", SearchOption.AllDirectories)
            .Select(file => Path.GetFileNameWithoutExtension(file)!)
            .ToHashSet();

        Assert.NotEmpty(named);
        Assert.Empty(named.Except(files));
    }

    [Fact]
    public void The_tests_that_explanations_name_exist()
    {
        var named = Explanations().SelectMany(document => Sentence().Matches(File.ReadAllText(document))).Select(match => match.Groups[1].Value).Distinct().ToArray();
        var tests = string.Concat(Directory.EnumerateFiles(Path.Combine(Repository.Root, "tests"), "*Tests*.cs", SearchOption.AllDirectories)
            .Concat(Directory.EnumerateFiles(Path.Combine(Repository.Root, "tests"), "StoreConformance*.cs", SearchOption.AllDirectories))
            .Select(File.ReadAllText));

        Assert.NotEmpty(named);
        Assert.All(named, name => Assert.Contains($" {name}(", tests, StringComparison.Ordinal));
    }

    [Fact]
    public void The_readme_leads_to_every_document()
    {
        var linked = Link().Matches(Repository.Read("README.md")).Select(match => match.Groups[1].Value.Split('#')[0]).ToArray();
        var documents = Directory.EnumerateFiles(Path.Combine(Repository.Root, "docs"), "*.md", SearchOption.AllDirectories)
            .Select(document => Path.GetRelativePath(Repository.Root, document).Replace('\\', '/'));

        Assert.Empty(documents.Except(linked));
    }

    [Fact]
    public void Links_between_documents_lead_to_files_and_headings_that_are_there()
    {
        var documents = Directory.EnumerateFiles(Path.Combine(Repository.Root, "docs"), "*.md", SearchOption.AllDirectories)
            .Append(Path.Combine(Repository.Root, "README.md"));

        foreach (var document in documents)
        {
            var targets = Link().Matches(File.ReadAllText(document)).Select(match => match.Groups[1].Value)
                .Where(target => !target.Contains("://", StringComparison.Ordinal));
            Assert.All(targets, target => Assert.True(Leads(document, target), $"{document}: {target}"));
        }
    }

    [Theory]
    [InlineData("Redflow:Worker", typeof(RedflowWorkerOptions))]
    [InlineData("Redflow:Payloads", typeof(RedflowPayloadOptions))]
    [InlineData("Redflow:Results", typeof(RunResultOptions))]
    [InlineData("Aspire:Redflow:Client", typeof(RedflowClientSettings))]
    [InlineData("WorkflowOptions", typeof(WorkflowOptions))]
    [InlineData("EmitOptions", typeof(EmitOptions))]
    public void Every_option_is_listed_with_its_default(string section, Type type) => OptionTables.AssertListed(section, type);

    /// <summary>The lines of each part of the block stand in the sample one after the other. A program and the types behind it are parts of their own.</summary>
    private static void AssertCompiled(string sample, string block)
    {
        var code = $"\n{Lines(Repository.Read("tests", "Redflow.Core.Tests", "Docs", sample))}\n";
        Assert.All(
            TypeBegins().Split(Usings().Replace(block, "")).Select(Lines),
            part => Assert.Contains($"\n{part}\n", code, StringComparison.Ordinal));
    }

    private static bool Leads(string document, string target)
    {
        var parts = target.Split('#', 2);
        var file = parts[0].Length == 0 ? document : Path.Combine(Path.GetDirectoryName(document)!, parts[0]);
        return Path.Exists(file) && (parts.Length == 1 || Heading().Matches(File.ReadAllText(file)).Any(match => Anchor(match.Groups[1].Value) == parts[1]));
    }

    /// <summary>What GitHub makes of a heading.</summary>
    private static string Anchor(string heading) => NotInAnchors().Replace(heading.Trim(), "").Replace(' ', '-').ToLowerInvariant();

    private static IEnumerable<string> Explanations() =>
        Directory.EnumerateFiles(Path.Combine(Repository.Root, "docs", "explanation"), "*.md");

    /// <summary>The code without its indentation and empty lines.</summary>
    private static string Lines(string code) =>
        string.Join('\n', code.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0));

    [GeneratedRegex("```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex CodeBlock();

    [GeneratedRegex(@"`(\w+Tests(?:\.\w+)?|StoreConformance\.\w+)`")]
    private static partial Regex TestName();

    [GeneratedRegex(@"`([A-Z]\w*_\w+)`")]
    private static partial Regex Sentence();

    [GeneratedRegex(@"\]\(([^)]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex("^#+ (.+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"[^\w\- ]")]
    private static partial Regex NotInAnchors();

    [GeneratedRegex(@"^using [\w.]+;\n", RegexOptions.Multiline)]
    private static partial Regex Usings();

    [GeneratedRegex(@"\n\n(?=\[|public |internal )")]
    private static partial Regex TypeBegins();
}
