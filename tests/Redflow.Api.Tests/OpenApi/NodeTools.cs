using Redflow.Testing;

namespace Redflow.Api.Tests.OpenApi;

/// <summary>The programs of the folder <c>Clients</c>, which check the OpenAPI document with tools from npm.</summary>
public sealed class NodeTools : IAsyncLifetime
{
    private static readonly NpmFolder Folder = new("openapi-checks", "tests", "Redflow.Api.Tests", "Clients");

    /// <summary>Why they can't be used; null when they can.</summary>
    public string? SkipReason { get; private set; }

    public async Task InitializeAsync() => SkipReason = await Folder.InstallAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    /// <summary>Writes a file where the programs find it.</summary>
    public static Task WriteAsync(string name, string text) => File.WriteAllTextAsync(Folder.PathOf(name), text);

    /// <summary>Runs a program of Node's and returns what it has printed; one that fails fails the test.</summary>
    public static async Task<string> RunAsync(params string[] arguments)
    {
        var (code, output) = await Folder.RunAsync(Wait.Limit, "node", arguments);
        Assert.True(code == 0, output);
        return output;
    }
}
