using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Logging;
using Redflow.Client;
using Redflow.Testing;
using Xunit;

namespace Redflow.Core.Tests.Docs;

public sealed partial class LogEventTests
{
    /// <summary>The attributes are read from the sources, so that one test covers the projects that this one can't reference.</summary>
    private static readonly (int Id, string Name)[] Events =
    [
        .. new[] { "Redflow.Core", "Redflow.Scheduler", "Redflow.Worker", "Redflow.Dashboard", "Redflow.Api" }
            .SelectMany(project => Directory.EnumerateFiles(Path.Combine(Repository.Root, project), "*.cs", SearchOption.AllDirectories))
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .SelectMany(file => Event().Matches(File.ReadAllText(file)))
            .Select(match => (int.Parse(match.Groups[1].Value, null), match.Groups[2].Value)),
    ];

    [Fact]
    public void Every_event_has_an_id_of_its_own() => Assert.Equal(Events.Length, Events.Select(log => log.Id).Distinct().Count());

    [Fact]
    public void Every_event_of_the_core_is_found_by_this_test()
    {
        var declared = typeof(RedflowClient).Assembly.GetTypes()
            .SelectMany(type => type.GetMethods(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic))
            .Select(method => method.GetCustomAttribute<LoggerMessageAttribute>()?.EventId)
            .OfType<int>();

        Assert.Equal(declared.Order(), Events.Select(log => log.Id).Where(id => id < 3_000).Order());
    }

    [Fact]
    public void The_reference_lists_exactly_these_events()
    {
        var listed = Row().Matches(Repository.Read("docs", "reference", "log-events.md"))
            .Select(match => (int.Parse(match.Groups[1].Value, null), match.Groups[2].Value));

        Assert.Equal(Events.Order(), listed.Order());
    }

    [GeneratedRegex(@"\[LoggerMessage\((\d+),.*?partial void (\w+)\(", RegexOptions.Singleline)]
    private static partial Regex Event();

    [GeneratedRegex(@"^\| (\d+) \| (\w+) \|", RegexOptions.Multiline)]
    private static partial Regex Row();
}
