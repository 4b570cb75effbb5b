using Microsoft.Extensions.Logging;

namespace Redflow.ServiceDefaults.Tests;

internal static partial class ServiceLog
{
    [LoggerMessage(Level = LogLevel.Information, Message = "Served")]
    public static partial void LogServed(this ILogger logger);
}
