using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;
using Redflow.Dashboard.Design;
using Redflow.Payloads;

namespace Redflow.Dashboard.Workflows;

/// <summary>Makes the input of a run out of what was typed into the fields of a form, or says at each field what is wrong with it.</summary>
/// <remarks>A field with nothing in it is left out where its member may be, is null where that fits, and is a mistake else.</remarks>
internal sealed partial class InputWriter
{
    private readonly TypedForm _form;
    private readonly Utf8JsonWriter _json;

    private InputWriter(TypedForm form, Utf8JsonWriter json) => (_form, _json) = (form, json);

    /// <returns>Null where the form has mistakes.</returns>
    public static Payload? Write(InputField input, TypedForm form)
    {
        var written = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(written, new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        var writer = new InputWriter(form, json);
        writer.Write(input, member: null);
        json.Flush();
        return form.HasMistakes ? null : writer.Parse(input, written.WrittenMemory);
    }

    private void Write(InputField field, string? member)
    {
        var text = _form.Text(field.Name);
        switch (field.Kind)
        {
            case FieldKind.Group when IsTyped(field) || (field.IsRequired && !field.IsNullable):
                WriteGroup(field, member);
                break;
            case FieldKind.Boolean:
                WriteName(member).WriteBooleanValue(_form.IsTicked(field.Name));
                break;
            case var _ when !IsTyped(field):
                WriteNothing(field, member);
                break;
            case FieldKind.Text:
                WriteName(member).WriteStringValue(text);
                break;
            case FieldKind.Choice:
                WriteRaw(field, member, field.Choices.Contains(text.Trim()) ? null : "is none of the values that it takes");
                break;
            case FieldKind.Integer:
                WriteRaw(field, member, Integer().IsMatch(text.Trim()) ? null : "has to be a whole number");
                break;
            case FieldKind.Number:
                WriteRaw(field, member, Number().IsMatch(text.Trim()) ? null : "has to be a number, with a dot before its decimals");
                break;
            default:
                WriteRaw(field, member, Parse(field, Encoding.UTF8.GetBytes(text)) is null ? "is not JSON" : null);
                break;
        }
    }

    private void WriteGroup(InputField field, string? member)
    {
        WriteName(member).WriteStartObject();
        foreach (var inner in field.Members)
        {
            Write(inner, inner.Label);
        }

        _json.WriteEndObject();
    }

    private void WriteNothing(InputField field, string? member)
    {
        if (field.IsRequired && field.IsNullable)
        {
            WriteName(member).WriteNullValue();
        }
        else if (field.IsRequired)
        {
            Refuse(field, "is required");
        }
    }

    private void WriteRaw(InputField field, string? member, string? mistake)
    {
        if (mistake is null)
        {
            WriteName(member).WriteRawValue(_form.Text(field.Name).Trim(), skipInputValidation: true);
        }
        else
        {
            Refuse(field, mistake);
        }
    }

    /// <summary>The writer goes on, for more mistakes to be found: what it has written is of no use any more.</summary>
    private void Refuse(InputField field, string mistake) => _form.Refuse(field.Name, mistake);

    private Utf8JsonWriter WriteName(string? member)
    {
        if (member is not null)
        {
            _json.WritePropertyName(member);
        }

        return _json;
    }

    private bool IsTyped(InputField field) => field.Kind switch
    {
        FieldKind.Group => field.Members.Any(IsTyped),
        FieldKind.Boolean => _form.IsTicked(field.Name),
        FieldKind.Text => _form.Text(field.Name).Length > 0,
        _ => !string.IsNullOrWhiteSpace(_form.Text(field.Name)),
    };

    private Payload? Parse(InputField field, ReadOnlyMemory<byte> json)
    {
        try
        {
            return Payload.Parse(json);
        }
        catch (JsonException exception)
        {
            Refuse(field, exception is { LineNumber: { } line, BytePositionInLine: { } place }
                ? $"is not JSON: look at line {line + 1}, character {place + 1}"
                : $"is not JSON that a run takes: it has to be UTF-8 and at most {Payload.MaxDepth} levels deep");
            return null;
        }
    }

    [GeneratedRegex("^-?(?:0|[1-9][0-9]*)$", RegexOptions.CultureInvariant)]
    private static partial Regex Integer();

    [GeneratedRegex(@"^-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?$", RegexOptions.CultureInvariant)]
    private static partial Regex Number();
}
