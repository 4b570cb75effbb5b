using System.Collections.Concurrent;
using Redflow.Runs;
using Redflow.Storage;
using Redflow.Testing;
using StackExchange.Redis;
using Xunit;

namespace Redflow.Core.Tests.Storage;

/// <summary>
/// A word that a script's header names and that nothing makes it return is dead, or untested. So each has a scenario here, and what the
/// script answers is read off the wire.
/// </summary>
public sealed partial class ScriptWordTests(RedisServer server) : StoreTest(server), IClassFixture<RedisServer>
{
    private readonly RedisServer _server = server;
    private readonly ConcurrentQueue<(string Script, RespValue Reply)> _answers = [];

    private static readonly Dictionary<string, Func<ScriptWordTests, Task>> Scenarios =
        new[] { OfRuns, OfPasses, OfLimits, OfDeliveries, OfExplanations, OfResults, OfSchedules, OfAudits, OfSessions }.SelectMany(some => some).ToDictionary();

    public static TheoryData<string> Words => [.. Scenarios.Keys];

    [Fact]
    public void Every_word_of_a_header_has_a_scenario_and_every_scenario_its_word()
    {
        var named = ScriptSource.Names.Select(ScriptSource.Read).SelectMany(script => script.NamedWords.Select(word => $"{script.Name} {word}"));

        Assert.Equal(named.Order(), Scenarios.Keys.Order());
    }

    [SkippableTheory]
    [MemberData(nameof(Words))]
    public async Task Every_word_that_a_script_may_return_is_returned(string scriptAndWord)
    {
        var (script, word) = (scriptAndWord.Split(' ')[0], scriptAndWord.Split(' ')[1]);

        await Scenarios[scriptAndWord](this);

        Assert.Contains(word, _answers.Where(answer => answer.Script == script).SelectMany(answer => answer.Reply.Texts));
    }

    /// <summary>Does something over a connection whose replies are read.</summary>
    /// <param name="act">What to do with a store and its connection.</param>
    /// <param name="calling">What to do before a script is sent.</param>
    private async Task ListenAsync(Func<IRedflowStore, IConnectionMultiplexer, Task> act, Func<string, Task>? calling = null)
    {
        var test = (RedisTestStore)Test;
        await using var proxy = RedisProxy.Start(_server.Port);
        proxy.Answered = (script, reply) => _answers.Enqueue((script, reply));
        proxy.Calling = calling;
        using var multiplexer = await proxy.ConnectAsync();
        await using var store = test.Open(multiplexer);
        await act(store, multiplexer).Bounded();
    }

    private Task ListenAsync(Func<IRedflowStore, Task> act) => ListenAsync((store, _) => act(store));

    /// <summary>An operation on a run in a state.</summary>
    private static Func<ScriptWordTests, Task> On(Func<ScriptWordTests, Task<RunId>> arrange, Func<IRedflowStore, RunId, Task> act) =>
        async test =>
        {
            var id = await arrange(test);
            await test.ListenAsync(store => act(store, id));
        };

    private static Task<RunId> Nobody(ScriptWordTests test) => Task.FromResult(RunId.New(0));

    private static Task<RunId> Queued(ScriptWordTests test) => test.EmitAsync();

    private static async Task<RunId> Running(ScriptWordTests test) => (await test.StartAsync()).Id;

    private static Func<ScriptWordTests, Task<RunId>> Ended(PassOutcome outcome) => test => test.EndAsync(outcome);
}
