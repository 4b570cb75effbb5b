using System.Diagnostics;
using Redflow.Api.Auth;
using Redflow.Api.Tests.Hosting;
using Redflow.Cli.Tests.Hosting;
using Redflow.Testing;

namespace Redflow.Cli.Tests.Completion;

[Collection(ApiSuite.Name)]
public sealed class CompletionTests(ApiFixture fixture)
{
    [Theory]
    [InlineData("redflow ", "bulk", "completion", "doctor", "events", "queues", "runs", "schedules", "stats", "top", "workers", "workflows")]
    [InlineData("redflow runs re", "rerun", "result", "retry")]
    [InlineData("redflow runs emit greet --key", "--key-reuse", "--key-ttl")]
    [InlineData("redflow runs emit greet --key-reuse a", "afterFailure")]
    [InlineData("redflow runs list --status fa", "failed")]
    [InlineData("redflow completion ", "bash", "fish", "powershell", "zsh")]
    [InlineData("redflow bulk start ca", "cancel")]
    [InlineData("redflow workflows get gree", Samples.Greet, Samples.Greeted)]
    [InlineData("redflow runs list --workflow dec", Samples.Decline)]
    [InlineData("redflow queues pause def", "default")]
    [InlineData("redflow schedules get greet:", "greet:0/30 * * * *")]
    [InlineData("redflow runs emit greet @fi")]
    public async Task Word_is_completed_to_what_may_stand_there(string line, params string[] expected)
    {
        var said = await fixture.RunAsync("complete", line);

        Assert.Equal(expected, said.Ended(ExitCode.Success).Lines);
    }

    [Fact]
    public async Task Address_and_key_of_the_line_are_those_that_are_asked()
    {
        var key = TestKey.Of(ApiRole.Reader);
        await using var api = await fixture.StartAnotherAsync(key.Args);
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, key.Text);

        var said = await new Desk("http://127.0.0.1:1").RunAsync(["complete", $"redflow workflows get --url {api.Http.BaseAddress} --api-key-file {file} gree"]);

        Assert.Equal([Samples.Greet, Samples.Greeted], said.Ended(ExitCode.Success).Lines);
        File.Delete(file);
    }

    [Theory]
    [InlineData(200, "text/html", "<h1>")]
    [InlineData(401, "application/problem+json", """{"type":"/problems/unauthorized","detail":"No."}""")]
    [InlineData(200, "application/json", """{"workflows":[{"title":"x"}]}""")]
    [InlineData(200, "application/json", """{"workflows":[{"name":7}]}""")]
    [InlineData(200, "application/json", """{"workflows":[{"name":"a\u001b[31m"},{"name":"a\nb"}]}""")]
    public async Task Nothing_is_offered_where_the_API_does_not_say(int status, string type, string body)
    {
        await using var api = await FakeApi.StartAsync(status, type, body);

        var said = await api.RunAsync("complete", "redflow workflows get ");

        Assert.Equal(("", ""), (said.Ended(ExitCode.Success).Output, said.Error));
    }

    [Fact]
    public async Task API_that_does_not_answer_is_waited_for_a_moment_only()
    {
        var never = new TaskCompletionSource();
        await using var api = await FakeApi.StartAsync(context => never.Task.WaitAsync(context.RequestAborted));

        var said = await api.RunAsync("complete", "redflow workflows get ");

        Assert.Empty(said.Ended(ExitCode.Success).Output);
        never.SetResult();
    }

    [Theory]
    [InlineData("bash", "complete -o default -F _redflow redflow")]
    [InlineData("zsh", "compdef _redflow redflow")]
    [InlineData("fish", "complete -c redflow")]
    [InlineData("powershell", "Register-ArgumentCompleter -Native -CommandName redflow")]
    public async Task Script_is_printed_for_each_shell(string shell, string expected)
    {
        Assert.Contains(expected, (await fixture.RunAsync("completion", shell)).Ended(ExitCode.Success).Output, StringComparison.Ordinal);
    }

    [SkippableTheory]
    [InlineData("redflow runs wa", "watch")]
    [InlineData("redflow workflows get decl", "decline")]
    [InlineData("redflow schedules get greet", @"greet:0/30\ \*\ \*\ \*\ \*")]
    public async Task Bash_completes_by_its_script(string line, string expected)
    {
        Skip.IfNot(File.Exists("/bin/bash"), "There is no bash.");
        var script = $$"""
            redflow() { dotnet "{{CliProcess.Path}}" "$@"; }
            source <(redflow completion bash)
            COMP_LINE='{{line}}' COMP_POINT={{line.Length}}
            _redflow
            printf '%s\n' "${COMPREPLY[@]}"
            """;

        using var bash = Process.Start(CliProcess.InfoOf("/bin/bash", fixture.Http.BaseAddress!.ToString(), ["--norc", "-c", script]))!;

        Assert.Equal($"{expected}\n", await bash.StandardOutput.ReadToEndAsync().Bounded());
        await bash.WaitForExitAsync().Bounded();
    }
}
