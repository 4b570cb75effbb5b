using System.Diagnostics;
using System.Reflection;
using Redflow.Testing;

namespace Redflow.Cli.Tests.Hosting;

/// <summary>The built tool as a process of its own.</summary>
internal sealed class CliProcess : IDisposable
{
    private readonly Process _process;
    private readonly Task<string> _error;

    private CliProcess(Process process) => (_process, _error) = (process, process.StandardError.ReadToEndAsync());

    public static string Path { get; } = typeof(CliProcess).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == "Cli").Value!;

    public int Id => _process.Id;

    public static CliProcess Start(string url, params string[] args) => new(Process.Start(InfoOf("dotnet", url, [Path, .. args]))!);

    public static ProcessStartInfo InfoOf(string program, string url, IEnumerable<string> args) => new(program, args)
    {
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
        Environment = { [GlobalOptions.UrlVariable] = url, [GlobalOptions.KeyVariable] = "" },
    };

    public Task<string?> ReadLineAsync() => _process.StandardOutput.ReadLineAsync().Bounded();

    public async Task PipeAsync(string input)
    {
        await _process.StandardInput.WriteAsync(input).Bounded();
        _process.StandardInput.Close();
    }

    /// <summary>Returns what it has written since, when it has ended.</summary>
    public async Task<Said> EndAsync()
    {
        var output = await _process.StandardOutput.ReadToEndAsync().Bounded();
        await _process.WaitForExitAsync().Bounded();
        return new(_process.ExitCode, output, await _error.Bounded());
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
    }
}
