using System.Text.Json;
using Redflow.Dashboard.Redaction;
using Redflow.Payloads;

namespace Redflow.Dashboard.Design;

/// <summary>
/// What of a JSON document a page shows: the values that are nearest to its root, so that a long list far down hides no member at the top, and no more than a
/// browser draws at once.
/// </summary>
/// <param name="Root">The document's own value.</param>
/// <param name="IsWhole">Whether all of it is shown.</param>
internal sealed record JsonOutline(JsonPart Root, bool IsWhole)
{
    /// <summary>The most values that are shown.</summary>
    public const int MaxParts = 400;

    /// <summary>The most members or elements that are shown of one value.</summary>
    public const int MaxPartsOfOne = 100;

    public static JsonOutline Of(Payload payload)
    {
        using var document = JsonDocument.Parse(payload.Utf8, new() { MaxDepth = Redactor.MaxDepth });
        var root = new JsonPart(null, document.RootElement.Clone());
        var (left, isWhole) = (MaxParts, !root.IsCut);
        var next = new Queue<JsonPart>([root]);
        while (next.TryDequeue(out var part))
        {
            if (part.Count == 0)
            {
                continue;
            }

            part.Parts.AddRange(part.Read().Take(Math.Min(left, MaxPartsOfOne)));
            left -= part.Parts.Count;
            isWhole = isWhole && part.Parts.Count == part.Count && !part.Parts.Any(inner => inner.IsCut);
            part.Parts.ForEach(next.Enqueue);
        }

        return new(root, isWhole);
    }
}
