using Redflow.Client;

namespace Redflow.Api.Requests;

/// <summary>The header that makes a request that is sent twice one request.</summary>
internal static class IdempotencyKey
{
    public const string Header = "Idempotency-Key";

    /// <summary>Returns the key; null for none, and for one that is refused.</summary>
    public static string? Read(ParameterReader reader, string? key) =>
        reader.ReadText(Header, key, text => Label.IsValid(text, EmitOptions.MaxKeyLength), Label.Rule(EmitOptions.MaxKeyLength));
}
