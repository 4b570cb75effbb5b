using Microsoft.Extensions.Configuration;

namespace Aspire.Hosting.Running;

/// <summary>Run, or publish by <c>--publisher manifest --output-path F</c>; other publishers are refused.</summary>
internal static class AppHostOperation
{
    public static DistributedApplicationOperation Read(IConfiguration configuration)
    {
        var publisher = configuration["Publishing:Publisher"] ?? configuration["publisher"];
        var operation = configuration["AppHost:Operation"] ?? configuration["operation"];
        if (string.IsNullOrEmpty(publisher))
        {
            return operation is null || string.Equals(operation, "run", StringComparison.OrdinalIgnoreCase)
                ? DistributedApplicationOperation.Run
                : throw new NotSupportedException(
                    $"The stand-in for Aspire.Hosting publishes by '--publisher manifest' only; '--operation {operation}' needs real Aspire.");
        }

        return string.Equals(publisher, "manifest", StringComparison.OrdinalIgnoreCase)
            ? DistributedApplicationOperation.Publish
            : throw new NotSupportedException(
                $"The stand-in for Aspire.Hosting knows one publisher, 'manifest'; '{publisher}' needs real Aspire.");
    }

    public static string OutputPath(IConfiguration configuration) =>
        configuration["Publishing:OutputPath"] ?? configuration["output-path"]
        ?? throw new DistributedApplicationException("The publisher 'manifest' needs a file to write: pass '--output-path <file>'.");
}
