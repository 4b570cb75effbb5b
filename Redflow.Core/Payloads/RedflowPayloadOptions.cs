using System.ComponentModel.DataAnnotations;
using System.Text.Json;

namespace Redflow.Payloads;

/// <summary>How inputs, step results and outputs are written and read, and how large they may be; bound from <c>Redflow:Payloads</c>.</summary>
/// <remarks>Clients and workers of one system need the same ones: what one process writes, another one reads.</remarks>
public sealed class RedflowPayloadOptions : IValidatableObject
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Redflow:Payloads";

    /// <summary>What each limit is by default: 1 MiB.</summary>
    public const int DefaultMaxBytes = 1024 * 1024;

    /// <summary>What a limit may be raised to: 128 MiB.</summary>
    public const int LargestMaxBytes = 128 * 1024 * 1024;

    /// <summary>
    /// How payloads become JSON. Change it (<c>o.Serializer.Converters.Add(…)</c>) or set options of your own, such as those of a source
    /// generated <see cref="System.Text.Json.Serialization.JsonSerializerContext"/>.
    /// </summary>
    /// <value>
    /// Camel case, read case-insensitively, and strict where C# is: a constructor parameter without default is required, and null does
    /// not fit a type that isn't nullable.
    /// </value>
    /// <remarks>Fixed once the host has started. What the engine itself stores, such as errors, does not go by it.</remarks>
    [Required]
    public JsonSerializerOptions Serializer { get; set; } = new(PayloadJson.Options);

    /// <summary>How many bytes of JSON an input may have, 1 to 134,217,728. A larger one is refused where it is emitted.</summary>
    /// <value>1,048,576: 1 MiB.</value>
    /// <remarks>Every claim of a run reads its input and results, and all workers wait while Redis moves them: keep them small.</remarks>
    [Range(1, LargestMaxBytes)]
    public int MaxInputBytes { get; set; } = DefaultMaxBytes;

    /// <summary>How many bytes of JSON the result of a step may have, 1 to 134,217,728. A larger one fails the run at once.</summary>
    /// <value>1,048,576: 1 MiB.</value>
    [Range(1, LargestMaxBytes)]
    public int MaxStepResultBytes { get; set; } = DefaultMaxBytes;

    /// <summary>How many bytes of JSON the output of a run may have, 1 to 134,217,728. A larger one fails the run at once.</summary>
    /// <value>1,048,576: 1 MiB.</value>
    [Range(1, LargestMaxBytes)]
    public int MaxOutputBytes { get; set; } = DefaultMaxBytes;

    /// <summary>What encodes payloads before they are stored, in this order: compression first, then encryption.</summary>
    /// <value>Empty: payloads are stored as the JSON that they are.</value>
    /// <remarks>
    /// Limits and the check of an input come before. Every process can read what was compressed; to read what was encrypted, it needs the
    /// keys. An in-memory store has no codecs, nor has any other that is registered as an instance.
    /// </remarks>
    [Required]
    public IList<IPayloadCodec> Codecs { get; set; } = [];

    /// <inheritdoc/>
    IEnumerable<ValidationResult> IValidatableObject.Validate(ValidationContext validationContext)
    {
        if (PayloadCodecChain.MistakeIn([.. Codecs]) is { } mistake)
        {
            yield return new(mistake, [nameof(Codecs)]);
        }
    }
}
