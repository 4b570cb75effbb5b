using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Redflow.Cli.Http;

/// <summary>An answer of the API that is no problem.</summary>
internal sealed record ApiReply(HttpStatusCode Status, string Text)
{
    // A payload may be 64 levels deep and stands a few levels down in an answer.
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        MaxDepth = 80,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { RequireAllButNullable } },
    };

    /// <exception cref="NoAnswerException">It is not what a Redflow API answers.</exception>
    public T Read<T>() => Reading(() => JsonSerializer.Deserialize<T>(Text, Options));

    /// <summary>Reads a page of a list.</summary>
    public (IReadOnlyList<T> Rows, string? Next) ReadPage<T>(string member)
    {
        var page = Read<Dictionary<string, JsonElement>>();
        return (
            Reading(() => page.TryGetValue(member, out var rows) ? rows.Deserialize<IReadOnlyList<T>>(Options) : throw new JsonException($"It has no {member}.")),
            page.TryGetValue("nextCursor", out var next) && next.ValueKind == JsonValueKind.String ? next.GetString() : null);
    }

    /// <summary>What lacks a member that is never null is no answer of the API's. A payload is any JSON, and lists have none.</summary>
    private static void RequireAllButNullable(JsonTypeInfo type)
    {
        foreach (var property in type.Properties)
        {
            property.IsRequired = property.AssociatedParameter is { IsNullable: false } && property.PropertyType != typeof(JsonElement);
        }
    }

    private static T Reading<T>(Func<T?> read)
    {
        try
        {
            return read() ?? throw new JsonException("It is null.");
        }
        catch (JsonException exception)
        {
            throw new NoAnswerException($"The answer can't be read: {exception.Message} Is there a Redflow API at the address?");
        }
    }
}
