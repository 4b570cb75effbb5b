using System.Diagnostics;
using Redflow.Testing;

namespace Redflow.Scheduler.Tests;

/// <summary>A scheduler in a process of its own, as it is deployed, to be killed and started again.</summary>
internal sealed class SchedulerProcess(string connectionString, string prefix) : IDisposable
{
    private Process _process = Start(connectionString, prefix);

    /// <summary>Ends it as <c>kill -9</c> does, and starts another one.</summary>
    public async Task KillAndRestartAsync()
    {
        await KillAsync();
        _process = Start(connectionString, prefix);
    }

    public void Dispose() => KillAsync().Wait(Wait.Limit);

    private async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync().Bounded();
        _process.Dispose();
    }

    private static Process Start(string connectionString, string prefix)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!)
        {
            ArgumentList =
            {
                Path.Combine(AppContext.BaseDirectory, "Redflow.Scheduler.dll"),
                $"--ConnectionStrings:redis={connectionString}",
                $"--Aspire:Redflow:Client:Prefix={prefix}",
                "--Logging:LogLevel:Default=None",
            },
            WorkingDirectory = AppContext.BaseDirectory,
        };
        return Process.Start(start)!;
    }
}
