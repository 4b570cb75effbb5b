using System.Net;
using Microsoft.Extensions.Options;

namespace Redflow.Api.Auth;

/// <summary>
/// Closed unless configured. Without authentication the API is for one machine in Development; anywhere else it takes a setting that
/// says so. A page that a developer visits must not start runs either: its browser connects from this machine, but names another host
/// (DNS rebinding) or another origin.
/// </summary>
internal static partial class AnonymousAccess
{
    private const string Setting = $"{ApiOptions.Section}:{nameof(ApiOptions.AllowAnonymous)}";

    public static void AddAnonymousAccess(this IHostApplicationBuilder builder) =>
        builder.Services.AddOptions<ApiOptions>()
            .BindConfiguration(ApiOptions.Section)
            .Validate<IHostEnvironment>(
                (options, environment) => options.AllowAnonymous || environment.IsDevelopment(),
                "The API has no authentication, so it does not start outside Development. To let everyone who reaches it use it, "
                + $"set {Setting} to true (in the environment: Redflow__Api__AllowAnonymous=true).");

    /// <exception cref="OptionsValidationException">The API may not start like this.</exception>
    public static void UseAnonymousAccess(this WebApplication app)
    {
        if (app.Services.GetRequiredService<IOptions<ApiOptions>>().Value.AllowAnonymous)
        {
            LogOpen(app.Logger);
            return;
        }

        app.Use((context, next) => IsLocal(context) ? next(context) : TypedResults.Problem(Problems.LocalOnly.With(
            "Without authentication the API answers only connections, host names and origins of this machine. "
            + $"Set {Setting} to true to let everyone use it.")).ExecuteAsync(context));
    }

    private static bool IsLocal(HttpContext context) =>
        (context.Connection.RemoteIpAddress is not { } address || IPAddress.IsLoopback(address))
        && IsLocalHost(context.Request.Host.Host)
        && context.Request.Headers.Origin.All(IsLocalOrigin);

    private static bool IsLocalOrigin(string? origin) => Uri.TryCreate(origin, UriKind.Absolute, out var uri) && IsLocalHost(uri.Host);

    private static bool IsLocalHost(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));

    [LoggerMessage(4001, LogLevel.Warning, "The API has no authentication: everyone who reaches it may use it")]
    private static partial void LogOpen(ILogger logger);
}
