using System.ComponentModel.DataAnnotations;

namespace Redflow.Worker.Samples;

/// <summary>Where the sample workflows read and write; bound from <c>Redflow:Samples</c>.</summary>
internal sealed class SamplesOptions
{
    public const string Section = "Redflow:Samples";

    /// <summary>The folder that the samples write to. A relative path starts at the host's content root.</summary>
    /// <value><c>artifacts/samples</c>.</value>
    [Required]
    public string Folder { get; set; } = Path.Combine("artifacts", "samples");

    /// <summary>The only folder that <c>csv-import</c> reads. A relative path starts at the host's content root.</summary>
    /// <value>Null: <c>imports</c> in <see cref="Folder"/>.</value>
    public string? ImportFolder { get; set; }

    /// <summary>Where <c>send-welcome-email</c> puts its messages.</summary>
    public string Outbox => Path.Combine(Folder, "outbox");

    /// <summary>Where <c>order-checkout</c> writes down its effects.</summary>
    public string LedgerFile => Path.Combine(Folder, "ledger.jsonl");

    /// <summary>Where <c>csv-import</c> finds its files.</summary>
    public string Imports => string.IsNullOrEmpty(ImportFolder) ? Path.Combine(Folder, "imports") : ImportFolder;
}
