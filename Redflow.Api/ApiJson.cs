using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Redflow.Api.Runs;
using Redflow.Dashboard.Redaction;

namespace Redflow.Api;

/// <summary>How answers are written: camel case, enums as words, times in UTC, nothing left out.</summary>
internal static class ApiJson
{
    public static void Configure(JsonSerializerOptions options)
    {
        options.MaxDepth = Redactor.MaxDepth;
        options.NumberHandling = JsonNumberHandling.Strict;
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false));
        options.Converters.Add(new UtcTimeConverter());
        options.TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { PutInheritedFirst, RunRowView.LeaveOutOthers } };
    }

    /// <summary>A run reads from its id to its output; by default the members of the derived record come first.</summary>
    private static void PutInheritedFirst(JsonTypeInfo type)
    {
        foreach (var property in type.Properties)
        {
            property.Order = -Depth((property.AttributeProvider as System.Reflection.MemberInfo)?.DeclaringType, type.Type);
        }
    }

    private static int Depth(Type? declaring, Type type)
    {
        var depth = 0;
        for (var at = type; at is not null && at != declaring; at = at.BaseType)
        {
            depth++;
        }

        return depth;
    }
}
