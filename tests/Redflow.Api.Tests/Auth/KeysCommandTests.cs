using System.Net;
using Redflow.Api.Auth;
using Redflow.Api.Tests.Hosting;
using Redflow.Testing;

namespace Redflow.Api.Tests.Auth;

[Collection(ApiSuite.Name)]
public sealed class KeysCommandTests(ApiFixture fixture) : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("redflow-keys-");
    private readonly StringWriter _output = new();
    private readonly StringWriter _error = new();

    private string Path => System.IO.Path.Combine(_folder.FullName, "redflow-keys.json");

    public void Dispose()
    {
        _folder.Delete(recursive: true);
        _output.Dispose();
        _error.Dispose();
    }

    [Fact]
    public void Key_that_is_added_is_printed_once_and_only_its_hash_is_kept_where_only_the_owner_reads_it()
    {
        var exitCode = Run("add", "ci", "--role", "operator");

        var key = _output.ToString().Trim();
        Assert.Equal(0, exitCode);
        Assert.True(ApiKey.IsWellFormed(key), key);
        Assert.DoesNotContain(key, _error.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(key, File.ReadAllText(Path), StringComparison.Ordinal);
        Assert.Contains(Convert.ToHexStringLower(ApiKey.Hash(key)), File.ReadAllText(Path), StringComparison.Ordinal);
        Assert.True(OperatingSystem.IsWindows() || File.GetUnixFileMode(Path) == (UnixFileMode.UserRead | UnixFileMode.UserWrite));
        Assert.Equal([Path], _folder.EnumerateFileSystemInfos().Select(file => file.FullName));
    }

    [Fact]
    public void Keys_are_listed_by_name_with_their_roles()
    {
        Run("add", "ci", "--role", "operator");
        Run("add", "board", "--role", "Reader");
        _output.GetStringBuilder().Clear();

        Assert.Equal(0, Run("list"));

        var lines = _output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('\t')).ToArray();
        Assert.Equal(["board", "ci"], lines.Select(line => line[0]));
        Assert.Equal(["reader", "operator"], lines.Select(line => line[1]));
    }

    [Theory]
    [InlineData(1, "There is a key 'ci' already", "add", "ci", "--role", "admin")]
    [InlineData(1, "There is no key 'nobody'", "remove", "nobody")]
    [InlineData(2, "--role is 'owner': it takes reader, operator or admin.", "add", "board", "--role", "owner")]
    [InlineData(2, "--role", "add", "board")]
    [InlineData(2, "'a b' can't be the name of a key", "add", "a b", "--role", "admin")]
    [InlineData(2, "Required", "add", "--role", "admin")]
    [InlineData(2, "Required", "remove")]
    [InlineData(2, "Required")]
    [InlineData(2, "", "rename", "ci")]
    public void Wrong_usage_is_one_sentence_and_an_exit_code(int exitCode, string sentence, params string[] args)
    {
        Run("add", "ci", "--role", "operator");
        _output.GetStringBuilder().Clear();
        _error.GetStringBuilder().Clear();

        Assert.Equal(exitCode, Run(args));

        Assert.Contains(sentence, Assert.Single(_error.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
        Assert.Empty(_output.ToString());
    }

    [Fact]
    public void File_that_is_no_json_is_named_and_left_alone()
    {
        File.WriteAllText(Path, "{");

        Assert.Equal(1, Run("add", "ci", "--role", "operator"));

        Assert.Contains(Path, _error.ToString(), StringComparison.Ordinal);
        Assert.Equal("{", File.ReadAllText(Path));
    }

    [Fact]
    public void Program_takes_the_command()
    {
        var main = typeof(ApiApplication).Assembly.EntryPoint!;

        var exitCode = main.Invoke(null, [new[] { "keys", "add", "ci", "--role", "owner" }]);

        Assert.Equal(KeysCommand.BadUsage, exitCode);
    }

    [Fact]
    public async Task Key_is_taken_as_soon_as_it_is_added_and_refused_as_soon_as_it_is_removed()
    {
        await using var api = await fixture.StartAnotherAsync($"--Redflow:Api:KeysFile={Path}");
        Assert.Equal(HttpStatusCode.OK, (await api.Http.AskAsync("/api/v1/stats")).StatusCode);

        Run("add", "ci", "--role", "reader");

        var key = _output.ToString().Trim();
        await Wait.UntilAsync(async () => await StatusAsync(api, null) == HttpStatusCode.Unauthorized, "the API takes keys");
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(api, key));

        Run("remove", "ci");

        await Wait.UntilAsync(async () => await StatusAsync(api, key) == HttpStatusCode.Unauthorized, "the key is refused");
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(api, null));
    }

    [Fact]
    public void Program_that_finds_a_file_it_can_not_read_ends_with_1()
    {
        File.WriteAllText(Path, "{");
        var main = typeof(ApiApplication).Assembly.EntryPoint!;

        var exitCode = main.Invoke(null, [new[] { "--environment=Production", "--urls=http://127.0.0.1:0", $"--Redflow:Api:KeysFile={Path}" }]);

        Assert.Equal(1, exitCode);
    }

    private int Run(params string[] args) => new KeysCommand(new(Path), _output, _error).Run(["keys", .. args]);

    private static async Task<HttpStatusCode> StatusAsync(ApiServer api, string? key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("/api/v1/stats", UriKind.Relative));
        if (key is not null)
        {
            request.Headers.Add("X-Api-Key", key);
        }

        return (await api.Http.SendAsync(request)).StatusCode;
    }
}
