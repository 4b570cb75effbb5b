namespace Redflow.Api.Auth;

/// <summary>An API key as configuration has it, under its name.</summary>
internal sealed class ApiKeyOptions
{
    /// <summary>Its role: <c>reader</c>, <c>operator</c> or <c>admin</c>.</summary>
    public string? Role { get; set; }

    /// <summary>Its SHA-256 hash, in hexadecimal digits.</summary>
    public string? Hash { get; set; }
}
