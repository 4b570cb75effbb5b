using System.Globalization;
using System.Text;
using Redflow.Dashboard.Design;
using Redflow.Runs;

namespace Redflow.Dashboard.Runs;

/// <summary>How the same run is emitted again from elsewhere, as text to copy. There is never a key in it, and no idempotency key: with that it would be the run that is there.</summary>
/// <param name="Curl">By the HTTP API, for a POSIX shell.</param>
/// <param name="CSharp">By the client.</param>
/// <param name="NeedsInput">Whether the input is to be put beside it as a file: it is too large to stand in the text, or the viewer does not see it.</param>
internal sealed record RunRecipe(string Curl, string CSharp, bool NeedsInput)
{
    /// <summary>The file of an input that does not stand in the text.</summary>
    public const string InputFile = "input.json";

    private const int MaxInput = 16 * 1024;

    /// <param name="run">The run.</param>
    /// <param name="isInputSeen">Whether its input may stand in the text.</param>
    /// <param name="api">The address of the HTTP API; null where it is not known.</param>
    /// <param name="needsKey">Whether the API asks for a key.</param>
    public static RunRecipe Of(Run run, bool isInputSeen, string? api, bool needsKey)
    {
        var input = isInputSeen && run.Input.Utf8.Length <= MaxInput ? JsonLayout.IndentText(run.Input.Utf8) : null;
        return new(CurlOf(run, input, api, needsKey), CSharpOf(run, input), input is null);
    }

    private static string CurlOf(Run run, string? input, string? api, bool needsKey)
    {
        string?[] options =
        [
            .. run.Tags.Select(tag => $"tag={Uri.EscapeDataString(tag)}"),
            run.Priority == 0 ? null : string.Create(CultureInfo.InvariantCulture, $"priority={run.Priority}"),
            run.LimitKey is { } key ? $"limitKey={Uri.EscapeDataString(key)}" : null,
        ];
        var path = $"/workflows/{run.Workflow}/runs{(options.All(option => option is null) ? "" : "?")}{string.Join('&', options.OfType<string>())}";
        string?[] lines =
        [
            $"curl -X POST {(api is null ? $"\"$REDFLOW_URL\"{InShell($"/api/v1{path}")}" : InShell(api + path))}",
            needsKey ? "-H \"Authorization: Bearer $REDFLOW_API_KEY\"" : null,
            "-H 'Content-Type: application/json'",
            input is null ? $"--data-binary @{InputFile}" : $"--data-raw {InShell(input)}",
        ];
        return string.Join(" \\\n  ", lines.OfType<string>());
    }

    private static string CSharpOf(Run run, string? input)
    {
        string?[] options =
        [
            run.Tags.Count == 0 ? null : $"Tags = [{string.Join(", ", run.Tags.Select(InCSharp))}]",
            run.Priority == 0 ? null : string.Create(CultureInfo.InvariantCulture, $"Priority = {run.Priority}"),
            run.LimitKey is { } key ? $"LimitKey = {InCSharp(key)}" : null,
        ];
        var payload = input is null ? $"Payload.Parse(await File.ReadAllBytesAsync(\"{InputFile}\"))" : $"Payload.Parse({RawInCSharp(input)}u8.ToArray())";
        var end = options.All(option => option is null) ? "" : $",\n    new() {{ {string.Join(", ", options.OfType<string>())} }}";
        return $"var run = await client.EmitWorkflowAsync(\n    {InCSharp(run.Workflow)},\n    {payload}{end});";
    }

    private static string InShell(string text) => $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    /// <summary>A raw string over lines of its own: JSON has two quotes side by side, and never three.</summary>
    private static string RawInCSharp(string json) => $"\"\"\"\n    {json.Replace("\n", "\n    ", StringComparison.Ordinal)}\n    \"\"\"";

    private static string InCSharp(string text)
    {
        var literal = new StringBuilder("\"");
        foreach (var character in text)
        {
            literal.Append(character switch
            {
                '"' or '\\' => $"\\{character}",
                _ when char.IsControl(character) || character is '\u2028' or '\u2029' => $"\\u{(int)character:x4}",
                _ => character.ToString(),
            });
        }

        return literal.Append('"').ToString();
    }
}
