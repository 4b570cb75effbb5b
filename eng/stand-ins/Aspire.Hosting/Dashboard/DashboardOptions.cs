using Microsoft.Extensions.Configuration;

namespace Aspire.Hosting.Dashboard;

/// <summary>Where the Aspire dashboard is looked for, and which addresses it gets.</summary>
internal sealed record DashboardOptions(string AppHostDirectory, IConfiguration Configuration)
{
    private const string Default = "http://localhost:18888";

    /// <summary><c>--dashboard</c> allows fetching it, <c>--dashboard false</c> keeps it from starting.</summary>
    public bool MayFetch => Configuration["dashboard"] is { } asked && !IsFalse(asked);

    public bool Refused => Configuration["dashboard"] is { } asked && IsFalse(asked);

    /// <summary>The AppHost's own launch profile says where, as it does for Aspire.</summary>
    public string FrontendUrl => FirstOf(Configuration["ASPNETCORE_URLS"]) ?? Default;

    public string OtlpGrpcUrl => Configuration["ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL"] ?? "http://localhost:18889";

    public string OtlpHttpUrl => Configuration["ASPIRE_DASHBOARD_OTLP_HTTP_ENDPOINT_URL"] ?? "http://localhost:18890";

    /// <summary>The folder that the npm package is put into: under <c>artifacts</c>, beside the AppHost's folder.</summary>
    public string CliFolder => Path.GetFullPath(Path.Combine(AppHostDirectory, "..", "artifacts", "aspire-cli"));

    private static bool IsFalse(string value) => string.Equals(value, "false", StringComparison.OrdinalIgnoreCase);

    private static string? FirstOf(string? urls) => urls?.Split(';', StringSplitOptions.RemoveEmptyEntries).FirstOrDefault();
}
