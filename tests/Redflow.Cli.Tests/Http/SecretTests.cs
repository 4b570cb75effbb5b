using Redflow.Api.Auth;
using Redflow.Api.Tests.Hosting;
using Redflow.Cli.Tests.Hosting;

namespace Redflow.Cli.Tests.Http;

[Collection(ApiSuite.Name)]
public sealed class SecretTests(ApiFixture fixture)
{
    [Theory]
    [InlineData("runs", "list")]
    [InlineData("runs", "list", "--json")]
    [InlineData("runs", "get", "nobody")]
    [InlineData("runs", "emit", "nobody", "--json")]
    [InlineData("doctor")]
    [InlineData("top")]
    [InlineData("stats", "--fast")]
    public async Task Key_is_never_printed(params string[] args)
    {
        var key = TestKey.Of(ApiRole.Admin);
        await using var api = await fixture.StartAnotherAsync(key.Args);

        var said = await new Desk(api.Http.BaseAddress!.ToString()) { Variables = new() { [GlobalOptions.KeyVariable] = key.Text } }.RunAsync(args);

        Assert.DoesNotContain(key.Text, said.Output + said.Error, StringComparison.Ordinal);
        Assert.NotEqual((int)ExitCode.NotAllowed, said.Code);
    }

    [Fact]
    public async Task Key_comes_from_a_file_before_the_environment()
    {
        var key = TestKey.Of(ApiRole.Reader);
        await using var api = await fixture.StartAnotherAsync(key.Args);
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, $"{key.Text}\n");

        var said = await new Desk(api.Http.BaseAddress!.ToString()) { Variables = new() { [GlobalOptions.KeyVariable] = "rf_wrong" } }
            .RunAsync(["stats", "--api-key-file", file]);

        said.Ended(ExitCode.Success);
        File.Delete(file);
    }

    [Theory]
    [InlineData("stats", "--api-key", "rf_secret123")]
    [InlineData("stats", "rf_secret123")]
    public async Task Key_on_the_command_line_is_refused_and_not_repeated(params string[] args)
    {
        var said = await fixture.RunAsync(args);

        Assert.DoesNotContain("secret123", said.Ended(ExitCode.BadUsage).Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("two\nlines")]
    [InlineData("")]
    [InlineData("with a blank")]
    public async Task What_can_be_no_key_is_refused_and_not_repeated(string text)
    {
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, text);

        var said = await fixture.RunAsync("stats", "--api-key-file", file);

        Assert.Contains("is not an API key", said.Ended(ExitCode.BadUsage).Error, StringComparison.Ordinal);
        Assert.True(text.Length == 0 || !said.Error.Contains(text, StringComparison.Ordinal));
        File.Delete(file);
    }

    [Fact]
    public async Task File_that_is_not_there_is_refused()
    {
        (await fixture.RunAsync("stats", "--api-key-file", "/no/such/file")).Ended(ExitCode.BadUsage);
    }

    [Theory]
    [InlineData("localhost:5080")]
    [InlineData("ftp://localhost")]
    [InlineData("ftp://user:rf_secret@localhost")]
    [InlineData("http://user:rf_secret@localhost:5080")]
    [InlineData("http://localhost:5080/?key=rf_secret")]
    [InlineData("")]
    public async Task Address_that_is_none_or_has_a_secret_is_refused(string url)
    {
        var said = await fixture.RunAsync("stats", "--url", url);

        Assert.DoesNotContain("rf_secret", said.Ended(ExitCode.BadUsage).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Key_does_not_follow_a_redirection()
    {
        var asked = 0;
        await using var elsewhere = await FakeApi.StartAsync(context =>
        {
            asked++;
            return Task.CompletedTask;
        });
        await using var api = await FakeApi.StartAsync(context =>
        {
            context.Response.Redirect(elsewhere.Url);
            return Task.CompletedTask;
        });

        (await api.RunAsync("stats")).Ended(ExitCode.Unavailable);

        Assert.Equal(0, asked);
    }
}
