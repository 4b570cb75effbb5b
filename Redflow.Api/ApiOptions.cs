using Redflow.Api.Auth;
using Redflow.Api.Limits;
using Redflow.Api.Web;

namespace Redflow.Api;

/// <summary>How the API is served; bound from <c>Redflow:Api</c>.</summary>
internal sealed class ApiOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Redflow:Api";

    /// <summary>Whether everyone who reaches the API may use it, while neither a key nor an issuer of tokens is configured.</summary>
    /// <value>False: in Development it answers only this machine, elsewhere it does not start.</value>
    public bool AllowAnonymous { get; set; }

    /// <summary>The API keys, by name. A change takes effect at once.</summary>
    public IDictionary<string, ApiKeyOptions> Keys { get; } = new Dictionary<string, ApiKeyOptions>(StringComparer.OrdinalIgnoreCase);

    /// <summary>The file that <c>keys add</c> writes, read as configuration; relative to the content root.</summary>
    public string KeysFile { get; set; } = "redflow-keys.json";

    /// <summary>Tokens that are taken beside keys.</summary>
    public JwtOptions Jwt { get; } = new();

    /// <summary>Where browsers sign in beside the form for keys.</summary>
    public OidcOptions Oidc { get; } = new();

    /// <summary>How long a sign-in lasts.</summary>
    /// <value>12 hours.</value>
    public TimeSpan SessionLifetime { get; set; } = TimeSpan.FromHours(12);

    /// <summary>How much one caller may ask.</summary>
    public RateLimitOptions RateLimit { get; } = new();

    /// <summary>Which pages elsewhere may call.</summary>
    public CrossOriginOptions Cors { get; } = new();

    /// <summary>Paths of what readers do not see.</summary>
    public IList<string> Redact { get; } = [];

    /// <summary>Whether an issuer says who callers are, of tokens or of sign-ins.</summary>
    internal bool HasIssuer => Jwt.IsUsed || Oidc.IsUsed;

    /// <summary>How far the preview of a bulk operation counts; not for configuration.</summary>
    internal int MaxPreview { get; set; } = 10_000;
}
