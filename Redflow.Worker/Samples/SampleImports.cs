using Microsoft.Extensions.Options;

namespace Redflow.Worker.Samples;

/// <summary>Puts the CSV files that come with the worker into the import folder, where they are not there yet.</summary>
internal sealed partial class SampleImports(IOptions<SamplesOptions> options, ILogger<SampleImports> logger) : IHostedService
{
    private static readonly string Source = Path.Combine(AppContext.BaseDirectory, "Samples");

    public Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var file in Directory.EnumerateFiles(Source, "*.csv"))
        {
            var target = Path.Combine(options.Value.Imports, Path.GetFileName(file));
            if (!File.Exists(target))
            {
                Put(file, target);
                LogPut(target);
            }
        }

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Several workers may start at once over one folder: whoever reads the file sees all of it, whoever moved last.</summary>
    private static void Put(string source, string target)
    {
        var part = $"{target}.{Guid.NewGuid():N}.part";
        File.Copy(source, part);
        File.Move(part, target, overwrite: true);
    }

    [LoggerMessage(3001, LogLevel.Information, "Sample file {File} is ready to be imported.")]
    private partial void LogPut(string file);
}
