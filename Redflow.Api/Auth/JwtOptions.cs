namespace Redflow.Api.Auth;

/// <summary>Tokens that the API takes beside keys; bound from <c>Redflow:Api:Jwt</c>.</summary>
internal sealed class JwtOptions : IssuerOptions
{
    /// <summary>Whom a token has to be for: its <c>aud</c>.</summary>
    public string? Audience { get; set; }

    /// <summary>Whether both or neither are there.</summary>
    internal bool IsValid() => IsTogetherWith(Audience);
}
