using Microsoft.AspNetCore.Http;
using Redflow.Dashboard.Design;
using Redflow.Dashboard.Runs;
using Redflow.Payloads;

namespace Redflow.Dashboard.Events;

/// <summary>An event that somebody wants to emit, as it was typed.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Key">Its correlation key; empty for none.</param>
/// <param name="Payload">What it is to carry; empty for JSON's null.</param>
/// <param name="Once">What makes it one event, however often it is sent.</param>
internal sealed record EmitForm(string Name, string Key, string Payload, Guid Once)
{
    public const string NameField = "name";
    public const string KeyField = "key";
    public const string PayloadField = "payload";

    private const string LabelRule = "It takes 1 to 256 characters without control characters.";

    /// <summary>The names of events that workflows are started by.</summary>
    public IReadOnlyList<string> Names { get; init; } = [];

    public string? NameMistake { get; init; }

    public string? KeyMistake { get; init; }

    public string? PayloadMistake { get; init; }

    public bool HasMistakes => (NameMistake ?? KeyMistake ?? PayloadMistake) is not null;

    public static EmitForm New() => new("", "", "", Guid.NewGuid());

    /// <summary>Reads the form and checks what was typed.</summary>
    /// <param name="sent">The form.</param>
    /// <param name="payload">The payload; JSON's null where it is not valid.</param>
    public static EmitForm Read(IFormCollection sent, out Payload payload)
    {
        var form = new EmitForm(sent[NameField].ToString().Trim(), sent[KeyField].ToString().Trim(), sent[PayloadField].ToString(), OnceField.Read(sent) ?? Guid.NewGuid());
        payload = Redflow.Payloads.Payload.Null;
        return form with
        {
            NameMistake = Redflow.Names.IsLabel(form.Name, Redflow.Names.MaxLabelLength) ? null : LabelRule,
            KeyMistake = form.Key.Length == 0 || Redflow.Names.IsLabel(form.Key, Redflow.Names.MaxLabelLength) ? null : LabelRule,
            PayloadMistake = string.IsNullOrWhiteSpace(form.Payload) ? null : TypedJson.Read(form.Payload, out payload),
        };
    }
}
