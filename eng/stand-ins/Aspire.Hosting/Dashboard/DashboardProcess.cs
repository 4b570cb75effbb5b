using System.Runtime.InteropServices;
using Aspire.Hosting.Running;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Dashboard;

/// <summary>
/// The Aspire dashboard, which the Aspire CLI brings. It shows traces, metrics and logs; it has no resource list, which comes from
/// Aspire's own orchestrator.
/// </summary>
internal sealed class DashboardProcess(
    DashboardOptions options, AppHostSettings settings, OrphanGuard guard, ILogger<DistributedApplication> logger) : IAsyncDisposable
{
    private const string Version = "13.5.4";
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(2);

    private ChildProcess? _child;
    private Task _watch = Task.CompletedTask;
    private volatile bool _stopping;

    /// <summary>Where services send their telemetry; null when there is no dashboard.</summary>
    public string? OtlpEndpoint { get; private set; }

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (!settings.DashboardWanted || options.Refused)
        {
            return;
        }

        var cli = Find();
        if (cli is null && options.MayFetch)
        {
            await FetchAsync(cancellationToken).ConfigureAwait(false);
            cli = Find() ?? throw new DistributedApplicationException($"npm put no 'aspire' into '{options.CliFolder}'.");
        }

        if (cli is null)
        {
            logger.LogInformation("No Aspire dashboard: 'aspire' is neither on the PATH nor in artifacts/aspire-cli. Pass --dashboard to fetch it by npm.");
            return;
        }

        Start(cli);
    }

    public async ValueTask DisposeAsync()
    {
        if (_child is { } child)
        {
            _stopping = true;
            await child.StopAsync(Grace).ConfigureAwait(false);
            await _watch.ConfigureAwait(false);
            child.Dispose();
        }
    }

    private void Start(string cli)
    {
        string[] args =
        [
            "dashboard", "run", "--frontend-url", options.FrontendUrl, "--otlp-grpc-url", options.OtlpGrpcUrl,
            "--otlp-http-url", options.OtlpHttpUrl, "--allow-anonymous",
        ];
        var plan = new LaunchPlan(cli, args, options.AppHostDirectory, new Dictionary<string, string>());
        // Told where a resource service is, it asks for that service's key; the stand-in has none.
        plan = plan with { NotInherited = [.. plan.NotInherited, "ASPIRE_RESOURCE_SERVICE_ENDPOINT_URL"] };
        _child = ChildProcess.Start(plan, (line, _) => logger.LogDebug("Dashboard: {Line}", line));
        guard.Watch(_child);
        _watch = WatchAsync(_child);
        OtlpEndpoint = options.OtlpGrpcUrl;
        logger.LogInformation("Aspire dashboard: {Url}", options.FrontendUrl);
    }

    private async Task WatchAsync(ChildProcess child)
    {
        var exitCode = await child.Exit.ConfigureAwait(false);
        guard.Forget(child);
        if (!_stopping)
        {
            logger.LogWarning("The Aspire dashboard ended by itself with exit code {ExitCode}; the services' telemetry goes nowhere.", exitCode);
        }
    }

    private string? Find() =>
        CommandPath.Find("aspire", options.AppHostDirectory)
        ?? (Directory.Exists(options.CliFolder)
            ? Directory.EnumerateFiles(options.CliFolder, OperatingSystem.IsWindows() ? "aspire.exe" : "aspire", SearchOption.AllDirectories).FirstOrDefault()
            : null);

    private async Task FetchAsync(CancellationToken cancellationToken)
    {
        var npm = CommandPath.Find(OperatingSystem.IsWindows() ? "npm.cmd" : "npm", options.AppHostDirectory)
            ?? throw new DistributedApplicationException("--dashboard fetches the Aspire CLI by npm, which is not on the PATH.");
        var package = $"@microsoft/aspire-cli-{Platform()}@{Version}";
        logger.LogInformation("Fetching {Package} (127 MB) into artifacts/aspire-cli ...", package);
        Directory.CreateDirectory(options.CliFolder);
        var plan = new LaunchPlan(
            npm, ["install", "--no-save", "--no-audit", "--no-fund", "--prefix", options.CliFolder, package], options.CliFolder, new Dictionary<string, string>());
        using var child = ChildProcess.Start(plan, (line, _) => logger.LogInformation("npm: {Line}", line));
        guard.Watch(child);
        var exitCode = await child.Exit.WaitAsync(cancellationToken).ConfigureAwait(false);
        guard.Forget(child);
        if (exitCode != 0)
        {
            throw new DistributedApplicationException($"npm could not fetch {package}: exit code {exitCode}.");
        }
    }

    private static string Platform()
    {
        var system = OperatingSystem.IsWindows() ? "win" : OperatingSystem.IsMacOS() ? "osx" : "linux";
        var architecture = RuntimeInformation.OSArchitecture == Architecture.Arm64 ? "arm64" : "x64";
        return $"{system}-{architecture}";
    }
}
