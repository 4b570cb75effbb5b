namespace Redflow.Api.Auth;

/// <summary>An OpenID Connect provider, and the roles that it gives.</summary>
internal abstract class IssuerOptions
{
    /// <summary>The issuer: an OpenID Connect provider, whose keys are found through its discovery document.</summary>
    /// <value>None: it is not used.</value>
    public string? Authority { get; set; }

    /// <summary>The claim that has the caller's roles: a text, with spaces between several, or an array.</summary>
    public string RoleClaim { get; set; } = "roles";

    /// <summary>The values of that claim that make a reader.</summary>
    /// <value><c>reader</c>.</value>
    public IList<string> Readers { get; } = [];

    /// <summary>The values that make an operator.</summary>
    /// <value><c>operator</c>.</value>
    public IList<string> Operators { get; } = [];

    /// <summary>The values that make an admin.</summary>
    /// <value><c>admin</c>.</value>
    public IList<string> Admins { get; } = [];

    /// <summary>Whether there is an issuer.</summary>
    internal bool IsUsed => !string.IsNullOrWhiteSpace(Authority);

    /// <summary>The highest role that one of these values gives.</summary>
    internal ApiRole RoleOf(IReadOnlyCollection<string> values) =>
        Give(values, Admins, ApiRole.Admin) ? ApiRole.Admin
        : Give(values, Operators, ApiRole.Operator) ? ApiRole.Operator
        : Give(values, Readers, ApiRole.Reader) ? ApiRole.Reader
        : ApiRole.None;

    /// <summary>Whether what the issuer takes is there with it and not without it, and nothing of the issuer's is fetched from another machine in clear.</summary>
    /// <param name="required">What it takes.</param>
    private protected bool IsTogetherWith(string? required) => IsUsed
        ? !string.IsNullOrWhiteSpace(required) && Uri.TryCreate(Authority, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttps || (uri.IsLoopback && uri.Scheme == Uri.UriSchemeHttp))
        : string.IsNullOrWhiteSpace(required);

    private static bool Give(IReadOnlyCollection<string> values, IList<string> named, ApiRole role) =>
        (named.Count > 0 ? named : [role.ToWord()]).Any(values.Contains);
}
