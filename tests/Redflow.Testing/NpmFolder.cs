using System.Diagnostics;

namespace Redflow.Testing;

/// <summary>Programs of the tests with packages of npm's: a folder of theirs, copied to <c>artifacts</c>, where the packages are installed once.</summary>
/// <param name="name">What the copy is called.</param>
/// <param name="source">The folder, from the root of the repository. It has a <c>package-lock.json</c>.</param>
public sealed class NpmFolder(string name, params string[] source)
{
    private static readonly TimeSpan InstallLimit = TimeSpan.FromMinutes(2);

    private readonly string _path = Path.Combine(Repository.Root, "artifacts", name);

    /// <summary>Copies the folder and installs its packages.</summary>
    /// <returns>Why that can't be done; null when it was.</returns>
    public async Task<string?> InstallAsync()
    {
        if (Programs.Find("node") is null || Programs.Find("npm") is null)
        {
            return "node and npm are not on the PATH.";
        }

        Directory.CreateDirectory(_path);
        foreach (var file in Directory.GetFiles(Path.Combine([Repository.Root, .. source])))
        {
            File.Copy(file, PathOf(Path.GetFileName(file)), overwrite: true);
        }

        var (wanted, installed) = (PathOf("package-lock.json"), PathOf("node_modules", "installed.json"));
        if (!File.Exists(installed) || await File.ReadAllTextAsync(installed) != await File.ReadAllTextAsync(wanted))
        {
            var (code, output) = await RunAsync(InstallLimit, "npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts");
            if (code != 0)
            {
                return $"npm could not install the packages: {output}";
            }

            File.Copy(wanted, installed, overwrite: true);
        }

        return null;
    }

    /// <summary>Where a file of the copy is.</summary>
    public string PathOf(params string[] file) => Path.Combine([_path, .. file]);

    /// <summary>Runs a program in the folder, and tells what it has printed.</summary>
    public async Task<(int Code, string Output)> RunAsync(TimeSpan limit, string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = _path, RedirectStandardOutput = true, RedirectStandardError = true };
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
