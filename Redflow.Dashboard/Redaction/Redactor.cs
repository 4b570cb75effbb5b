using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.Extensions.Options;
using Redflow.Payloads;

namespace Redflow.Dashboard.Redaction;

/// <summary>
/// Copies JSON without what paths lead to. It goes through the text once and makes no tree of it: a payload may name a member twice, of which a tree
/// would keep one. A path may begin at any object, so that it holds for a run whether it is answered alone, in a list or beside something else.
/// Texts that handlers write may quote any part of a payload, where no path finds it: they are left out as soon as there is a path.
/// </summary>
internal sealed class Redactor(IOptions<RedflowDashboardOptions> options)
{
    /// <summary>What stands in the place of what is not shown; null stays null.</summary>
    public const string Mark = "[redacted]";

    /// <summary>A payload may be 64 levels deep (the limit of what is read) and stands a few levels down in an answer.</summary>
    public const int MaxDepth = Payload.MaxDepth + 8;

    /// <summary>What an event carries is the input of the runs that it starts, and the output of the steps that wait for it.</summary>
    private const string EventPayload = "payload";

    /// <summary>The members with what handlers write: of errors, lines of logs and progress.</summary>
    private static readonly HashSet<string> Texts = ["message", "stackTrace", "exception"];

    /// <summary>The members within which these names are something else: what users store, and why a run waits.</summary>
    private static readonly HashSet<string> Others = ["input", "output", EventPayload, "customStatus", "wait"];

    private readonly RedactionPath[] _paths = [.. options.Value.Redact.Select(RedactionPath.Parse).OfType<RedactionPath>()];

    /// <summary>Whether there is anything to hide.</summary>
    public bool IsUsed => _paths.Length > 0;

    /// <summary>Copies a text.</summary>
    /// <param name="json">The text.</param>
    /// <param name="output">Where to.</param>
    /// <param name="heldAs">The member that holds it, where the text is a member's value alone.</param>
    public void Copy(ReadOnlySpan<byte> json, IBufferWriter<byte> output, string? heldAs)
    {
        var reader = new Utf8JsonReader(json, new() { MaxDepth = MaxDepth });
        using var writer = new Utf8JsonWriter(output, new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, MaxDepth = MaxDepth });
        reader.Read();
        CopyChild(ref reader, writer, new(heldAs, heldAs is not null, IsOther: false), []);
        writer.Flush();
    }

    private void CopyChild(ref Utf8JsonReader reader, Utf8JsonWriter writer, Child child, List<Place> places)
    {
        var inside = new List<Place>();
        var isOther = child.IsOther || (child.IsMember && Others.Contains(child.Name!));
        if ((Enter(places, child, inside) && reader.TokenType != JsonTokenType.Null) || (reader.TokenType == JsonTokenType.String && IsText(child)))
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
                    CopyChild(ref reader, writer, new(member, IsMember: true, isOther), inside);
                }

                writer.WriteEndObject();
                break;
            case JsonTokenType.StartArray:
                writer.WriteStartArray();
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                {
                    CopyChild(ref reader, writer, new(null, IsMember: false, isOther), inside);
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
    private bool Enter(List<Place> places, Child child, List<Place> inside)
    {
        var ends = false;
        foreach (var place in child.IsMember ? places.Concat(_paths.Select(path => new Place(path, 0))) : places)
        {
            var step = place.Path.Steps[place.Step];
            if (step.AtAnyDepth)
            {
                inside.Add(place);
            }

            if (step.Matches(child.Name) || (place.Step == 0 && IsEventPayload(child) && (step.Matches("input") || step.Matches("output"))))
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

    private static bool IsText(Child child) => child is { IsMember: true, IsOther: false } && Texts.Contains(child.Name!);

    private static bool IsEventPayload(Child child) => child is { IsMember: true, IsOther: false, Name: EventPayload };

    /// <summary>A value on its way.</summary>
    /// <param name="Name">The member that holds it; null for an element of an array.</param>
    /// <param name="IsMember">Whether it is a member's.</param>
    /// <param name="IsOther">Whether it is within one of <see cref="Others"/>.</param>
    private readonly record struct Child(string? Name, bool IsMember, bool IsOther);

    /// <summary>How far a path has been followed: this step is the next.</summary>
    private readonly record struct Place(RedactionPath Path, int Step);
}
