using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Redflow.Dashboard.Redaction;

namespace Redflow.Dashboard.Design;

/// <summary>Writes JSON anew, a member a line or none: every value stays as it was, members that are named twice too.</summary>
internal static class JsonLayout
{
    /// <summary>For people to read.</summary>
    public static byte[] Indent(ReadOnlyMemory<byte> utf8) => Write(utf8, isIndented: true);

    /// <inheritdoc cref="Indent"/>
    public static string IndentText(ReadOnlyMemory<byte> utf8) => Encoding.UTF8.GetString(Indent(utf8));

    /// <summary>For storing.</summary>
    public static byte[] Compact(ReadOnlyMemory<byte> utf8) => Write(utf8, isIndented: false);

    private static byte[] Write(ReadOnlyMemory<byte> utf8, bool isIndented)
    {
        var output = new ArrayBufferWriter<byte>(utf8.Length + 16);
        using var document = JsonDocument.Parse(utf8, new() { MaxDepth = Redactor.MaxDepth });
        using (var writer = new Utf8JsonWriter(
            output, new() { Indented = isIndented, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, MaxDepth = Redactor.MaxDepth }))
        {
            document.RootElement.WriteTo(writer);
        }

        return output.WrittenSpan.ToArray();
    }
}
