using System.ComponentModel.DataAnnotations;
using Redflow.Payloads;

namespace Redflow.Results;

/// <summary>How results are kept; in a host bound from <c>Redflow:Results</c>.</summary>
public sealed class RunResultOptions : IValidatableObject
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Redflow:Results";

    internal const int LargestBytes = 512 * 1024 * 1024;

    /// <summary>The longest <see cref="ResultTtl"/>: 3,650 days.</summary>
    public static readonly TimeSpan MaxResultTtl = LongSpan.Longest;

    /// <summary>How long a result is kept from when it was last stored, 1 ms to <see cref="MaxResultTtl"/>.</summary>
    /// <value>Null: until it is deleted.</value>
    public TimeSpan? ResultTtl { get; set; }

    /// <summary>The largest result that is stored, input and output together, in bytes of JSON: 1 to 512 MiB.</summary>
    /// <value>4 MiB.</value>
    public int MaxBytes { get; set; } = 4 * 1024 * 1024;

    /// <summary>What all keys and channels start with, 1 to 128 characters of letters, digits, dot, dash and underscore. Backends of one prefix share their results.</summary>
    /// <value><c>redflow</c>; in a host, the prefix of the client.</value>
    public string Prefix { get; set; } = "redflow";

    /// <summary>What encodes a result before Redis gets it, in this order: compression first, then encryption. In memory there are none.</summary>
    /// <value>Empty: results are stored as the JSON that they are. In a host, those of the payloads.</value>
    [Required]
    public IList<IPayloadCodec> Codecs { get; set => field = value ?? throw new ArgumentNullException(nameof(Codecs)); } = [];

    /// <inheritdoc/>
    IEnumerable<ValidationResult> IValidatableObject.Validate(ValidationContext validationContext) => Mistakes();

    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    internal void Validate()
    {
        if (Mistakes().FirstOrDefault() is { } mistake)
        {
            throw new ArgumentException(mistake.ErrorMessage, mistake.MemberNames.First());
        }
    }

    private IEnumerable<ValidationResult> Mistakes()
    {
        if (ResultTtl is { } ttl && !LongSpan.Holds(ttl))
        {
            yield return new($"{nameof(ResultTtl)} is {ResultTtl}: it takes 1 ms to {MaxResultTtl.TotalDays} days, or null to keep results.", [nameof(ResultTtl)]);
        }

        if (MaxBytes is < 1 or > LargestBytes)
        {
            yield return new($"{nameof(MaxBytes)} is {MaxBytes}: it takes 1 to {LargestBytes}.", [nameof(MaxBytes)]);
        }

        if (!Names.IsValid(Prefix))
        {
            yield return new($"{nameof(Prefix)} is '{Prefix}': it takes {Names.Rule}.", [nameof(Prefix)]);
        }

        if (PayloadCodecChain.MistakeIn([.. Codecs]) is { } mistake)
        {
            yield return new(mistake, [nameof(Codecs)]);
        }
    }
}
