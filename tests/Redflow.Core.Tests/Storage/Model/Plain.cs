using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Redflow.Core.Tests.Storage.Model;

/// <summary>Writes what stores reply as text that can be compared.</summary>
internal static class Plain
{
    private static readonly JsonSerializerOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The type's name tells the cases of a closed record apart.</summary>
    public static string Text(object? value) => value is null
        ? "null"
        : value as string ?? $"{value.GetType().Name} {Sorted(JsonSerializer.SerializeToNode(value, value.GetType(), Options))?.ToJsonString(Options)}";

    /// <summary>A dictionary has no order of its own.</summary>
    public static string Text<TKey, TValue>(IEnumerable<KeyValuePair<TKey, TValue>> entries) =>
        string.Join(", ", entries.Select(entry => $"{entry.Key}={Text(entry.Value)}").Order(StringComparer.Ordinal));

    /// <summary>Nor has the hash that a run's steps are stored in, on Garnet or when it is large.</summary>
    private static JsonNode? Sorted(JsonNode? node) => node switch
    {
        JsonObject entries => new JsonObject(entries.OrderBy(entry => entry.Key, StringComparer.Ordinal)
            .Select(entry => KeyValuePair.Create(entry.Key, Sorted(entry.Value)))),
        JsonArray items => new JsonArray([.. items.Select(Sorted)]),
        _ => node?.DeepClone(),
    };
}
