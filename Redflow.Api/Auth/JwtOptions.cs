namespace Redflow.Api.Auth;

/// <summary>Tokens that the API takes beside keys; bound from <c>Redflow:Api:Jwt</c>.</summary>
internal sealed class JwtOptions
{
    /// <summary>The issuer: an OpenID Connect provider, whose keys are found through its discovery document.</summary>
    /// <value>None: no tokens are taken.</value>
    public string? Authority { get; set; }

    /// <summary>Whom a token has to be for: its <c>aud</c>.</summary>
    public string? Audience { get; set; }

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

    /// <summary>Whether tokens are taken.</summary>
    internal bool IsUsed => !string.IsNullOrWhiteSpace(Authority);

    /// <summary>Whether both or neither are there, and keys are not fetched from another machine in clear.</summary>
    internal bool IsValid() => IsUsed
        ? !string.IsNullOrWhiteSpace(Audience) && Uri.TryCreate(Authority, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttps || (uri.IsLoopback && uri.Scheme == Uri.UriSchemeHttp))
        : string.IsNullOrWhiteSpace(Audience);

    /// <summary>The highest role that one of these values gives.</summary>
    internal ApiRole RoleOf(IReadOnlyCollection<string> values) =>
        Give(values, Admins, ApiRole.Admin) ? ApiRole.Admin
        : Give(values, Operators, ApiRole.Operator) ? ApiRole.Operator
        : Give(values, Readers, ApiRole.Reader) ? ApiRole.Reader
        : ApiRole.None;

    private static bool Give(IReadOnlyCollection<string> values, IList<string> named, ApiRole role) =>
        (named.Count > 0 ? named : [role.ToWord()]).Any(values.Contains);
}
