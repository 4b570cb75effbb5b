using System.Text.RegularExpressions;
using Redflow.Runs;
using Redflow.Storage;
using Redflow.Storage.Redis;
using Redflow.Testing;
using Xunit;

namespace Redflow.Core.Tests.Storage;

/// <summary>Hot scripts as functions of Redis.</summary>
public sealed partial class ScriptFunctionTests(RedisServer server) : StoreTest(server), IClassFixture<RedisServer>
{
    private readonly RedisServer _server = server;

    public static TheoryData<string> Hot => ["emit_runs", "exchange_runs", "commit_steps", "await_run"];

    [Theory]
    [MemberData(nameof(Hot))]
    public void Each_call_begins_with_the_state_that_a_script_begins_with(string name)
    {
        var script = Script.Load(name, manualTime: false);
        var states = State().Matches(script.Text[..script.Text.IndexOf("\n--\n", StringComparison.Ordinal)]).Select(match => match.Groups["state"].Value).ToArray();

        var beginning = script.Function.Code.Split("function(keys, arguments)\n")[1];

        Assert.True(script.IsHot);
        Assert.Equal(name != "await_run", states.Length > 0);
        Assert.All(states, state => Assert.Contains($"\n{(state.Contains('=', StringComparison.Ordinal) ? state : state + " = nil")}\n", beginning, StringComparison.Ordinal));
    }

    [SkippableFact]
    public async Task What_every_run_takes_is_called_as_a_function()
    {
        await RunAsync();
        var (functions, scripts) = await CountAsync();

        await RunAsync();

        Assert.Equal((functions + 5, scripts), await CountAsync());
    }

    [SkippableFact]
    public async Task Functions_that_the_server_forgot_are_loaded_again()
    {
        await RunAsync();
        await ForgetAsync();

        await RunAsync();

        var (functions, _) = await CountAsync();
        await RunAsync();
        Assert.Equal(functions + 5, (await CountAsync()).Functions);
    }

    [SkippableTheory]
    [InlineData("-fcall", "fcall")]
    [InlineData("-function", "function|load")]
    [InlineData("-info", "info")]
    public async Task Where_functions_are_not_allowed_scripts_do_it(string rule, string refused)
    {
        Skip.If(_server.SkipReason is not null, _server.SkipReason);
        await using var strict = new RedisServer { Options = ["--user", "default", "on", "nopass", "~*", "&*", "+@all", rule] };
        await strict.InitializeAsync();
        await using var test = strict.CreateStore();
        await test.InitializeAsync();
        NewRun[] runs = [.. Enumerable.Range(0, 3).Select(_ => New() with { AllowUnregistered = true })];

        foreach (var run in runs)
        {
            Assert.IsType<EmitReply.Emitted>(await test.Store.EmitAsync(run).Bounded());
        }

        Assert.Equal(runs.Length, (await test.Store.ListRunsAsync(new()).Bounded()).Runs.Count);
        Assert.Equal([refused], await ListRefusedAsync(strict));
    }

    /// <summary>Emits, claims, commits a step, finishes and waits.</summary>
    private async Task RunAsync()
    {
        var run = await StartAsync();
        await CommitAsync(run, "step");
        await FinishAsync(run, Succeeded);
        Assert.IsType<RunOutcome.Succeeded>(await Store.AwaitAsync(run.Id, Minute).Bounded());
    }

    /// <summary>What a user had no right to call.</summary>
    private static async Task<IEnumerable<string?>> ListRefusedAsync(RedisServer server)
    {
        var log = await RespCall.SendAsync(server.Port, ["ACL", "LOG"], CancellationToken.None);
        return log.Items.Select(entry => entry.Items.SkipWhile(field => field.Text != "object").ElementAt(1).Text);
    }

    private async Task<(long Functions, long Scripts)> CountAsync()
    {
        var counted = await _server.CountCommandsAsync();
        return (counted.GetValueOrDefault("fcall"), counted.GetValueOrDefault("evalsha"));
    }

    private async Task ForgetAsync()
    {
        var database = _server.Multiplexer.GetDatabase();
        await database.ExecuteAsync("FUNCTION", "FLUSH");
        await database.ExecuteAsync("SCRIPT", "FLUSH");
    }

    [GeneratedRegex("^local (?<state>(?!function)[a-z].*)$", RegexOptions.Multiline)]
    private static partial Regex State();
}
