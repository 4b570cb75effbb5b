using System.Text;

namespace Redflow.Cli.Tests.Hosting;

/// <summary>Writes on a sheet.</summary>
internal sealed class SheetWriter(Sheet sheet) : TextWriter
{
    public override Encoding Encoding => Encoding.UTF8;

    public override void Write(char value) => sheet.Append([value]);

    public override void Write(string? value) => sheet.Append(value);

    public override void WriteLine(string? value) => sheet.Append($"{value}\n");

    public override void Write(char[] buffer, int index, int count) => sheet.Append(buffer.AsSpan(index, count));
}
