using System.Text.Encodings.Web;
using System.Text.Json;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Running;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Publishing;

/// <summary>In publish mode: writes the manifest and ends the AppHost. It starts nothing.</summary>
internal sealed class ManifestPublisher(
    DistributedApplicationModel model,
    DistributedApplicationExecutionContext context,
    IConfiguration configuration,
    IHostApplicationLifetime lifetime,
    ILogger<DistributedApplication> logger) : IHostedService
{
    private static readonly JsonWriterOptions Readable = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var path = Path.GetFullPath(AppHostOperation.OutputPath(configuration));
        if (Directory.Exists(path))
        {
            path = Path.Combine(path, "aspire-manifest.json");
        }

        var file = File.Create(path);
        await using (file.ConfigureAwait(false))
        {
            var json = new Utf8JsonWriter(file, Readable);
            await using (json.ConfigureAwait(false))
            {
                await new ManifestWriter(json, Path.GetDirectoryName(path)!, context).WriteAsync(model, cancellationToken).ConfigureAwait(false);
            }
        }

        logger.LogInformation("Published manifest to: {Path}", path);
        lifetime.StopApplication();
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
