using System.Text.RegularExpressions;
using Redflow.Testing;
using StackExchange.Redis;
using Xunit;

namespace Redflow.Core.Tests.Storage;

/// <summary>Every change of what Redis holds is a script: the code around them reads.</summary>
public sealed partial class OnlyScriptsWriteTests
{
    /// <summary>What the code calls besides scripts. All of these read.</summary>
    private static readonly string[] Reads =
        ["HashGetAllAsync", "HashGetAsync", "ListRangeAsync", "SortedSetRangeByRankAsync", "SortedSetRangeByValueAsync", "SortedSetLengthAsync", "SetMembersAsync", "KeyExistsAsync", "PingAsync", "SubscribeAsync", "UnsubscribeAsync"];

    [Fact]
    public void The_code_of_the_store_changes_nothing_but_by_scripts()
    {
        var commands = typeof(IDatabaseAsync).GetMethods()
            .Concat(typeof(IRedisAsync).GetMethods())
            .Concat(typeof(ISubscriber).GetMethods())
            .SelectMany(method => new[] { method.Name, method.Name.Replace("Async", "", StringComparison.Ordinal) })
            .Except(["Execute", "ExecuteAsync", "Wait", "WaitAll", "TryWait", "IsConnected", "IdentifyEndpointAsync", "IdentifyEndpoint"])
            .ToHashSet();

        var called = Sources().SelectMany(source => Call().Matches(source.Text)
            .Select(call => call.Groups["name"].Value)
            .Where(commands.Contains)
            .Select(name => (source.File, Name: name))).ToArray();

        Assert.Contains(called, call => call == ("ScriptRunner.cs", "ScriptEvaluateAsync"));
        Assert.DoesNotContain(called, call => call.Name.StartsWith("Script", StringComparison.Ordinal) && call.File != "ScriptRunner.cs");
        Assert.DoesNotContain(called, call => !call.Name.StartsWith("Script", StringComparison.Ordinal) && !Reads.Contains(call.Name));
    }

    [Fact]
    public void Commands_by_name_are_the_doctors_which_read_and_those_that_functions_take()
    {
        var byName = Sources().Where(source => DatabaseCommand().IsMatch(source.Text)).ToDictionary(source => source.File, source => source.Text);

        Assert.Equal(["RedisDoctor.cs", "ScriptRunner.cs"], byName.Keys.Order());
        Assert.Equal(["CONFIG GET", "INFO", "TIME"], Words(AskCommand(), byName["RedisDoctor.cs"]));
        Assert.Equal(["FCALL", "FUNCTION", "INFO"], Words(DatabaseCommand(), byName["ScriptRunner.cs"]));
    }

    private static IEnumerable<string> Words(Regex commands, string text) => commands.Matches(text).Select(match => match.Groups["word"].Value).Distinct().Order();

    private static IEnumerable<(string File, string Text)> Sources() =>
        Directory.EnumerateFiles(Path.Combine(Repository.Root, "Redflow.Core", "Storage", "Redis"), "*.cs", SearchOption.AllDirectories)
            .Select(file => (Path.GetFileName(file), File.ReadAllText(file)));

    [GeneratedRegex(@"\.(?<name>[A-Z]\w+)(<\w+>)?\(")]
    private static partial Regex Call();

    [GeneratedRegex("""database\.Execute(Async)?\(("(?<word>[A-Z]+)")?""")]
    private static partial Regex DatabaseCommand();

    [GeneratedRegex("""AskAsync\([^;]*?, "(?<word>[A-Z]+( GET)?)""")]
    private static partial Regex AskCommand();
}
