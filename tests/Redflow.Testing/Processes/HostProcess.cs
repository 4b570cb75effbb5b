using System.Diagnostics;
using System.Reflection;

namespace Redflow.Testing.Processes;

/// <summary>A worker or a scheduler in a process of its own: Redflow.TestHost, which a test kills and starts again.</summary>
public sealed class HostProcess : IAsyncDisposable
{
    private static readonly string Program = typeof(HostProcess).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == "TestHost").Value!;

    private readonly string[] _arguments;
    private Process? _process;

    private HostProcess(params string[] arguments)
    {
        _arguments = arguments;
        Start();
    }

    /// <summary>The id of the process that runs, or ran last.</summary>
    public int Id { get; private set; }

    /// <summary>When each process of it that has ended was last known to live: its handlers did nothing later than a kill.</summary>
    public Dictionary<int, DateTimeOffset> Ends { get; } = [];

    /// <summary>Starts a worker, which writes down what its handlers do.</summary>
    public static HostProcess StartWorker(TestServer server, string prefix, string ledger, TimeSpan lease) => new(
    [
        .. Connection(server, prefix),
        $"--ledger={ledger}", $"--Redflow:Worker:LeaseDuration={lease}", "--Redflow:Worker:Concurrency=6", "--Redflow:Worker:ShutdownGracePeriod=00:00:05",
    ]);

    /// <summary>Starts a scheduler, with options such as <c>--Redflow:Scheduler:ReaperInterval=00:00:01</c>.</summary>
    public static HostProcess StartScheduler(TestServer server, string prefix, params string[] options) => new([.. Connection(server, prefix), .. options]);

    /// <summary>Starts the host again after a <see cref="Kill"/> or an end of its own.</summary>
    public void Start()
    {
        var start = new ProcessStartInfo("dotnet", [Program, .. _arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["DOTNET_TieredPGO"] = "0";
        _process = Process.Start(start)!;
        _process.OutputDataReceived += static (_, _) => { };
        _process.ErrorDataReceived += static (_, _) => { };
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        Id = _process.Id;
    }

    /// <summary>Kills the process, as kill -9 does.</summary>
    public void Kill()
    {
        if (_process is not null)
        {
            _process.Kill();
            _process.WaitForExit();
            End();
        }
    }

    /// <summary>Returns when the process has ended by itself.</summary>
    public async Task ExitedAsync(CancellationToken cancellationToken)
    {
        await _process!.WaitForExitAsync(cancellationToken);
        End();
    }

    public ValueTask DisposeAsync()
    {
        Kill();
        return ValueTask.CompletedTask;
    }

    private static string[] Connection(TestServer server, string prefix) =>
        [$"--ConnectionStrings:redis={server.ConnectionString}", $"--Aspire:Redflow:Client:Prefix={prefix}"];

    private void End()
    {
        Ends[Id] = DateTimeOffset.UtcNow;
        _process!.Dispose();
        _process = null;
    }
}
