using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Running;

/// <summary>
/// Shows the resources' lines: on the console, each behind the name of its resource (of its replica, where there are several); under
/// test through the logging of the test's builder, as Aspire.Hosting.Testing does.
/// </summary>
internal sealed class LogForwarder(
    ResourceLoggerService logs, ResourceNotificationService notifications, AppHostSettings settings, ILoggerFactory loggers, IHostEnvironment host)
    : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        logs.LineWritten += Forward;
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private void Forward(string id, LogLine line)
    {
        var name = NameOf(id);
        if (!settings.Testing)
        {
            Console.Out.WriteLine($"[{name}] {line.Content}");
            return;
        }

        var logger = loggers.CreateLogger($"{host.ApplicationName}.Resources.{name}");
        logger.Log(line.IsErrorMessage ? LogLevel.Error : LogLevel.Information, "{Line}", line.Content);
    }

    private string NameOf(string id) =>
        notifications.TryGetCurrentState(id, out var state) && state.Resource.GetReplicaCount() == 1 ? state.Resource.Name : id;
}
