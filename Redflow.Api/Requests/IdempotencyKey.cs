using Microsoft.AspNetCore.Http.HttpResults;
using Redflow.Client;

namespace Redflow.Api.Requests;

/// <summary>The header that makes a request that is sent twice one request.</summary>
internal static class IdempotencyKey
{
    public const string Header = "Idempotency-Key";

    /// <summary>Says that the key was taken and the answer is what has it, as other APIs say it.</summary>
    public const string ReplayedHeader = "Idempotent-Replayed";

    /// <summary>Returns the key; null for none, and for one that is refused.</summary>
    public static string? Read(ParameterReader reader, string? key) => reader.ReadLabel(Header, key, EmitOptions.MaxKeyLength);

    /// <summary>Answers with what was made when the key was sent first.</summary>
    public static Ok<T> Replay<T>(HttpContext context, string location, T made)
    {
        context.Response.Headers.Location = location;
        context.Response.Headers[ReplayedHeader] = "true";
        return TypedResults.Ok(made);
    }
}
