using System.Text.Json;
using Redflow.Api.Requests;
using Redflow.Runs;

namespace Redflow.Api.Runs;

/// <summary>The words of <c>fields</c>: what rows have of the runs' payloads.</summary>
internal static class RunFields
{
    private static readonly (string Word, RunPayloads Payload)[] Known =
    [
        .. new[] { RunPayloads.Input, RunPayloads.Output, RunPayloads.Error, RunPayloads.CustomStatus, RunPayloads.Progress }
            .Select(payload => (JsonNamingPolicy.CamelCase.ConvertName(payload.ToString()), payload)),
    ];

    private static readonly string Rule = $"one of {string.Join(", ", Known.Select(field => field.Word))}, or several with commas between";

    public static RunPayloads Read(ParameterReader reader, string? text)
    {
        var payloads = RunPayloads.None;
        foreach (var word in text?.Split(',') ?? [])
        {
            payloads |= reader.Read<RunPayloads>("fields", word, TryParse, Rule) ?? RunPayloads.None;
        }

        return payloads;
    }

    /// <summary>Returns the words of payloads.</summary>
    public static IReadOnlyList<string> WordsOf(RunPayloads payloads) =>
        [.. Known.Where(field => payloads.HasFlag(field.Payload)).Select(field => field.Word)];

    private static bool TryParse(string word, out RunPayloads payload)
    {
        payload = Known.FirstOrDefault(field => field.Word == word).Payload;
        return payload != RunPayloads.None;
    }
}
