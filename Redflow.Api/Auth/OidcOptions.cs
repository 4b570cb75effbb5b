namespace Redflow.Api.Auth;

/// <summary>Where browsers sign in beside the form for keys; bound from <c>Redflow:Api:Oidc</c>.</summary>
internal sealed class OidcOptions : IssuerOptions
{
    /// <summary>What the API is called at the issuer.</summary>
    public string? ClientId { get; set; }

    /// <summary>What the API shows the issuer to be that one.</summary>
    /// <value>None: the issuer knows the API as a public client.</value>
    public string? ClientSecret { get; set; }

    /// <summary>What the issuer is called where one signs in.</summary>
    /// <value>The host of its address.</value>
    public string? Name { get; set; }

    /// <summary>What is asked of the issuer besides <c>openid</c> and <c>profile</c>.</summary>
    public IList<string> Scopes { get; } = [];

    /// <summary>The claim that says who somebody is: in the audit log and in limits.</summary>
    /// <value><c>sub</c>: the one that no two people have, and nobody chooses.</value>
    public string NameClaim { get; set; } = "sub";

    /// <summary>What the issuer is called.</summary>
    internal string Title => string.IsNullOrWhiteSpace(Name) ? new Uri(Authority!).Host : Name.Trim();

    /// <summary>Whether both or neither of issuer and client are there.</summary>
    internal bool IsValid() => IsTogetherWith(ClientId) && (IsUsed || string.IsNullOrEmpty(ClientSecret));
}
