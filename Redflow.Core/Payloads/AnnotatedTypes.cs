using System.Collections.Concurrent;
using System.Text.Json;

namespace Redflow.Payloads;

/// <summary>Remembers what there is to check of the types of inputs, with the names that members have in a serializer's JSON.</summary>
internal sealed class AnnotatedTypes(JsonSerializerOptions json)
{
    private readonly ConcurrentDictionary<Type, AnnotatedType> _types = new();

    public AnnotatedType Of(Type type) => _types.GetOrAdd(type, static (type, json) => new(type, json), json);
}
