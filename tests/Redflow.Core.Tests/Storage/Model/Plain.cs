using System.Text.Encodings.Web;
using System.Text.Json;

namespace Redflow.Core.Tests.Storage.Model;

/// <summary>Writes what stores reply as text that can be compared.</summary>
internal static class Plain
{
    private static readonly JsonSerializerOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The type's name tells the cases of a closed record apart.</summary>
    public static string Text(object? value) =>
        value is null ? "null" : value as string ?? $"{value.GetType().Name} {JsonSerializer.Serialize(value, value.GetType(), Options)}";

    /// <summary>A dictionary has no order of its own.</summary>
    public static string Text<TKey, TValue>(IEnumerable<KeyValuePair<TKey, TValue>> entries) =>
        string.Join(", ", entries.Select(entry => $"{entry.Key}={Text(entry.Value)}").Order(StringComparer.Ordinal));
}
