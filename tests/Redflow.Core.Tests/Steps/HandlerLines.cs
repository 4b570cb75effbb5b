using Microsoft.Extensions.Logging;

namespace Redflow.Core.Tests.Steps;

/// <summary>What the handlers of tests log.</summary>
internal static partial class HandlerLines
{
    [LoggerMessage(1, LogLevel.Information, "{Text}")]
    public static partial void Say(this ILogger logger, string text);

    [LoggerMessage(2, LogLevel.Warning, "{Text}")]
    public static partial void Warn(this ILogger logger, Exception exception, string text);
}
