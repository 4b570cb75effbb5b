using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace Redflow.Cli.Arguments;

/// <summary>Options of a kind, which say at once when a value is not of it.</summary>
internal static class Values
{
    public static Option<string?> Text(string name, string description, string help) => new(name) { Description = description, HelpName = help };

    /// <summary>A key that goes into a header.</summary>
    public static Option<string?> IdempotencyKey(string description)
    {
        var option = Text("--idempotency-key", description, "key");
        option.Validators.Add(result => Check(
            result, text => text.Length is >= 1 and <= 256 && !text.Any(char.IsControl), "1 to 256 characters without control characters"));
        return option;
    }

    /// <summary>A duration, which is sent as it was written.</summary>
    public static Option<string?> Duration(string name, string description)
    {
        var option = Text(name, description, "duration");
        option.Validators.Add(result => Check(result, text => Dashboard.Queries.Duration.TryParse(text, out _), Dashboard.Queries.Duration.Forms));
        return option;
    }

    /// <summary>A time, which is sent as it was written.</summary>
    public static Option<string?> Time(string name, string description)
    {
        var option = Text(name, description, "time");
        option.Validators.Add(result => Check(
            result,
            text => text.Contains('T') && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out _),
            "an ISO 8601 time with its offset, such as 2026-01-31T12:00:00Z"));
        return option;
    }

    public static Option<int> Whole(string name, string description, int least, int most)
    {
        var option = new Option<int>(name) { Description = description, HelpName = "number" };
        option.Validators.Add(result => Check(
            result,
            text => int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most,
            $"a whole number from {least} to {most}"));
        return option;
    }

    /// <summary>One of some words.</summary>
    public static Option<string?> Word(string name, string description, params string[] words)
    {
        var option = Text(name, description, string.Join('|', words));
        option.Validators.Add(result => Check(result, words.Contains, $"one of {string.Join(", ", words)}"));
        option.CompletionSources.Add(words);
        return option;
    }

    /// <summary>Some of some words, with commas between.</summary>
    public static Option<string?> Words(string name, string description, params string[] words)
    {
        var option = Text(name, description, string.Join('|', words));
        option.Validators.Add(result => Check(result, text => text.Split(',').All(words.Contains), $"one of {string.Join(", ", words)}, or several with commas between"));
        option.CompletionSources.Add(words);
        return option;
    }

    /// <summary>Reads a duration that the option has let through.</summary>
    public static TimeSpan? DurationOf(ParseResult parsed, Option<string?> option) =>
        parsed.GetValue(option) is { } text && Dashboard.Queries.Duration.TryParse(text, out var duration) ? duration : null;

    private static void Check(OptionResult result, Func<string, bool> isValid, string forms)
    {
        if (result.Tokens is [{ Value: var text }] && !isValid(text))
        {
            result.AddError($"{result.Option.Name} is '{text}': it takes {forms}.");
        }
    }
}
