using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.Extensions.Options;

namespace Redflow.Api.Redaction;

/// <summary>
/// Copies JSON without what paths lead to. It goes through the text once and makes no tree of it: a payload may name a member twice, of which a tree
/// would keep one. A path may begin at any object, so that it holds for a run whether it is answered alone, in a list or beside something else.
/// </summary>
internal sealed class Redactor(IOptions<ApiOptions> options)
{
    /// <summary>What stands in the place of what is not shown; null stays null.</summary>
    public const string Mark = "[redacted]";

    private readonly RedactionPath[] _paths = [.. options.Value.Redact.Select(RedactionPath.Parse).OfType<RedactionPath>()];

    /// <summary>Whether there is anything to hide.</summary>
    public bool IsUsed => _paths.Length > 0;

    /// <summary>Copies a text.</summary>
    /// <param name="json">The text.</param>
    /// <param name="output">Where to.</param>
    /// <param name="heldAs">The member that holds it, where the text is a member's value alone.</param>
    public void Copy(ReadOnlySpan<byte> json, IBufferWriter<byte> output, string? heldAs)
    {
        var reader = new Utf8JsonReader(json, new() { MaxDepth = ApiJson.MaxDepth });
        using var writer = new Utf8JsonWriter(output, new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, MaxDepth = ApiJson.MaxDepth });
        reader.Read();
        CopyChild(ref reader, writer, heldAs, [], isMember: heldAs is not null);
        writer.Flush();
    }

    private void CopyChild(ref Utf8JsonReader reader, Utf8JsonWriter writer, string? name, List<Place> places, bool isMember)
    {
        var inside = new List<Place>();
        if (isMember | places.Count > 0 && Enter(places, name, isMember, inside) && reader.TokenType != JsonTokenType.Null)
        {
            reader.Skip();
            writer.WriteStringValue(Mark);
            return;
        }

        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                writer.WriteStartObject();
                while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
                {
                    var member = reader.GetString()!;
                    writer.WritePropertyName(member);
                    reader.Read();
                    CopyChild(ref reader, writer, member, inside, isMember: true);
                }

                writer.WriteEndObject();
                break;
            case JsonTokenType.StartArray:
                writer.WriteStartArray();
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                {
                    CopyChild(ref reader, writer, null, inside, isMember: false);
                }

                writer.WriteEndArray();
                break;
            case JsonTokenType.String:
                writer.WriteStringValue(reader.GetString());
                break;
            default:
                writer.WriteRawValue(reader.ValueSpan);
                break;
        }
    }

    /// <summary>Takes all paths one level down; every object is also the beginning of each.</summary>
    /// <returns>Whether one of them ends here.</returns>
    private bool Enter(List<Place> places, string? name, bool isMember, List<Place> inside)
    {
        var ends = false;
        foreach (var place in isMember ? places.Concat(_paths.Select(path => new Place(path, 0))) : places)
        {
            var step = place.Path.Steps[place.Step];
            if (step.AtAnyDepth)
            {
                inside.Add(place);
            }

            if (step.Matches(name))
            {
                ends |= place.Step + 1 == place.Path.Steps.Count;
                if (place.Step + 1 < place.Path.Steps.Count)
                {
                    inside.Add(place with { Step = place.Step + 1 });
                }
            }
        }

        return ends;
    }

    /// <summary>How far a path has been followed: this step is the next.</summary>
    private readonly record struct Place(RedactionPath Path, int Step);
}
