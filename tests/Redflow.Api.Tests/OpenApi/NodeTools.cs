using System.Diagnostics;
using Redflow.Testing;

namespace Redflow.Api.Tests.OpenApi;

/// <summary>
/// The programs of the folder <c>Clients</c>, which check the OpenAPI document with tools from npm: a copy in <c>artifacts</c>, where their packages
/// are installed once.
/// </summary>
public sealed class NodeTools : IAsyncLifetime
{
    private static readonly TimeSpan InstallLimit = TimeSpan.FromMinutes(2);

    private static readonly string Folder = Path.Combine(Repository.Root, "artifacts", "openapi-checks");

    /// <summary>Why they can't be used; null when they can.</summary>
    public string? SkipReason { get; private set; }

    public async Task InitializeAsync()
    {
        if (Programs.Find("node") is null || Programs.Find("npm") is null)
        {
            SkipReason = "node and npm are not on the PATH.";
            return;
        }

        Directory.CreateDirectory(Folder);
        foreach (var file in Directory.GetFiles(Path.Combine(Repository.Root, "tests", "Redflow.Api.Tests", "Clients")))
        {
            File.Copy(file, Path.Combine(Folder, Path.GetFileName(file)), overwrite: true);
        }

        var (wanted, installed) = (Path.Combine(Folder, "package-lock.json"), Path.Combine(Folder, "node_modules", "installed.json"));
        if (!File.Exists(installed) || await File.ReadAllTextAsync(installed) != await File.ReadAllTextAsync(wanted))
        {
            var (code, output) = await RunAsync(InstallLimit, "npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts");
            if (code != 0)
            {
                SkipReason = $"npm could not install the packages: {output}";
                return;
            }

            File.Copy(wanted, installed, overwrite: true);
        }
    }

    public Task DisposeAsync() => Task.CompletedTask;

    /// <summary>Writes a file where the programs find it.</summary>
    public static Task WriteAsync(string name, string text) => File.WriteAllTextAsync(Path.Combine(Folder, name), text);

    /// <summary>Runs a program of Node's and returns what it has printed; one that fails fails the test.</summary>
    public static async Task<string> RunAsync(params string[] arguments)
    {
        var (code, output) = await RunAsync(Wait.Limit, "node", arguments);
        Assert.True(code == 0, output);
        return output;
    }

    private static async Task<(int Code, string Output)> RunAsync(TimeSpan limit, string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = Folder, RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        using var timeout = new CancellationTokenSource(limit);
        try
        {
            var (output, error) = (process.StandardOutput.ReadToEndAsync(timeout.Token), process.StandardError.ReadToEndAsync(timeout.Token));
            await process.WaitForExitAsync(timeout.Token);
            return (process.ExitCode, process.ExitCode == 0 ? await output : await output + await error);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            return (-1, $"{program} {string.Join(' ', arguments)} did not end within {limit}.");
        }
    }
}
