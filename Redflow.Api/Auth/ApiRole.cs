namespace Redflow.Api.Auth;

/// <summary>What a caller may do; each role includes those before it.</summary>
internal enum ApiRole
{
    /// <summary>Nothing: a token may name no role.</summary>
    None,

    /// <summary>Reads.</summary>
    Reader,

    /// <summary>Emits, cancels and changes what runs.</summary>
    Operator,

    /// <summary>Does and sees everything.</summary>
    Admin,
}
