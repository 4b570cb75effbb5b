using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.Configuration.Json;
using Microsoft.Extensions.Options;
using Redflow.Api.Limits;
using Redflow.Dashboard.Redaction;
using Redflow.Storage;

namespace Redflow.Api.Auth;

/// <summary>Closed unless configured: who may use the API.</summary>
internal static partial class Access
{
    /// <summary>
    /// The category in which the server logs requests that it can't read, with the line that it can't read: a header with a key in it, maybe.
    /// </summary>
    private const string UnreadableRequests = "Microsoft.AspNetCore.Server.Kestrel.BadRequests";

    public static void AddAccess(this WebApplicationBuilder builder)
    {
        builder.AddKeysFile();
        builder.AddTokens();
        builder.AddOidc();
        builder.Logging.AddFilter(UnreadableRequests, LogLevel.None);
        builder.Services.AddOptions<ApiOptions>().BindConfiguration(ApiOptions.Section)
            .Validate(
                options => options.Jwt.IsValid(),
                "Redflow:Api:Jwt takes an Authority, which is an https URL (http on this machine), together with an Audience, or neither.")
            .Validate(
                options => options.Oidc.IsValid(),
                "Redflow:Api:Oidc takes an Authority, which is an https URL (http on this machine), together with a ClientId and maybe a ClientSecret, or none of them.")
            .Validate(
                options => options.SessionLifetime >= Sessions.Shortest && options.SessionLifetime <= Sessions.Longest,
                $"Redflow:Api:SessionLifetime goes from {Sessions.Shortest} to {Sessions.Longest}.")
            .Validate(options => options.RateLimit.IsValid(), $"Each number of Redflow:Api:RateLimit goes from 0 to {RateLimitOptions.Most}.")
            .Validate(options => options.Cors.AreValid(), "Redflow:Api:Cors:Origins takes origins, such as https://ops.example.com, without a path or a wildcard.")
            .Validate(options => options.Redact.All(path => RedactionPath.Parse(path) is not null), $"Redflow:Api:Redact takes paths {RedactionPath.Forms}.");
        builder.Services.AddSingleton<KeyRing>();
        builder.Services.AddSingleton<Sessions>();
        builder.Services.AddDataProtection().SetApplicationName("Redflow.Api");
        builder.Services.AddOptions<KeyManagementOptions>().Configure<IRedflowStore>((management, store) => management.XmlRepository = new SessionKeys(store));
        builder.Services.AddAntiforgery(antiforgery => antiforgery.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest);
        builder.Services.AddSingleton<RateLimits>();
        builder.Services.AddCors();
    }

    /// <exception cref="OptionsValidationException">The API may not start like this.</exception>
    public static void UseAccess(this WebApplication app)
    {
        var options = app.Services.GetRequiredService<IOptions<ApiOptions>>().Value;
        if (options.HasIssuer)
        {
            app.UseAuthentication();
        }
        else if (!app.Services.GetRequiredService<KeyRing>().IsUsed)
        {
            CheckAnonymous(app, options);
        }

        app.UseMiddleware<AccessGate>();
    }

    private static void CheckAnonymous(WebApplication app, ApiOptions options)
    {
        if (options.AllowAnonymous)
        {
            LogOpen(app.Logger);
        }
        else if (!app.Environment.IsDevelopment())
        {
            throw new OptionsValidationException(nameof(ApiOptions), typeof(ApiOptions),
            [
                "The API has no authentication, so it does not start outside Development. Add a key to Redflow:Api:Keys "
                + "(dotnet run --project Redflow.Api -- keys add <name> --role admin), name an issuer of tokens by Redflow:Api:Jwt:Authority and Audience, "
                + $"or one to sign in at by Redflow:Api:Oidc:Authority and ClientId, or, to let everyone who reaches it use it, set {AnonymousAccess.Setting} to true (in the environment: Redflow__Api__AllowAnonymous=true).",
            ]);
        }
    }

    /// <summary>Before all other sources, so that the environment and the rest of configuration go over the file.</summary>
    private static void AddKeysFile(this WebApplicationBuilder builder)
    {
        var source = new JsonConfigurationSource
        {
            Path = KeysFile.Locate(builder.Configuration, builder.Environment).Path,
            Optional = true,
            ReloadOnChange = true,
        };
        source.ResolveFileProvider();
        builder.Configuration.Sources.Insert(0, source);
    }

    [LoggerMessage(4001, LogLevel.Warning, "The API has no authentication: everyone who reaches it may use it")]
    private static partial void LogOpen(ILogger logger);
}
