using System.Globalization;
using Redflow.Runs;

namespace Redflow.Api.Requests;

/// <summary>Reads a request's parameters and collects what is wrong with them, so that one answer names all of it.</summary>
internal sealed class ParameterReader
{
    public const string CursorRule = "has to be the nextCursor of a page of the same list";

    private const int MaxShown = 100;

    private readonly Dictionary<string, string[]> _errors = [];

    public delegate bool Parse<T>(string text, out T value);

    /// <summary>Reads a parameter; null when it was left out or refused.</summary>
    /// <param name="name">Its name in the request.</param>
    /// <param name="text">What was sent; null when it was left out.</param>
    /// <param name="parse">Reads its value.</param>
    /// <param name="rule">What the value has to be, for the one who sent something else.</param>
    public T? Read<T>(string name, string? text, Parse<T> parse, string rule)
        where T : struct
    {
        if (text is null)
        {
            return null;
        }

        if (parse(text, out var value))
        {
            return value;
        }

        Refuse(name, $"has to be {rule}, not '{Cut(text)}'");
        return null;
    }

    /// <summary>Reads a text; null when it was left out or refused.</summary>
    /// <param name="name">Its name in the request.</param>
    /// <param name="text">What was sent; null when it was left out.</param>
    /// <param name="isValid">Whether it is valid.</param>
    /// <param name="rule">What it has to be.</param>
    public string? ReadText(string name, string? text, Func<string, bool> isValid, string rule)
    {
        if (text is null || isValid(text))
        {
            return text;
        }

        Refuse(name, $"has to be {rule}, not '{Cut(text)}'");
        return null;
    }

    /// <summary>Reads a key or a name that somebody has chosen; null when it was left out or refused.</summary>
    public string? ReadLabel(string name, string? text, int maxLength) =>
        ReadText(name, text, given => Names.IsLabel(given, maxLength), Label.Rule(maxLength));

    /// <summary>Reads the name of a workflow; null when it was left out or refused.</summary>
    public string? ReadWorkflow(string name, string? text) => ReadText(name, text, Names.IsValid, $"a workflow's name: {Names.Rule}");

    /// <summary>Reads how many rows a page is to have; null when it was left out or refused.</summary>
    public int? ReadLimit(string? text) => Read<int>("limit", text, TryParseLimit, $"a whole number from 1 to {RunQuery.MaxLimit}");

    /// <summary>Reads where a page begins; null for the first one, and when it was refused.</summary>
    /// <param name="text">What was sent.</param>
    /// <param name="isCursor">Whether a page can have given it.</param>
    public string? ReadCursor(string? text, Func<string, bool> isCursor)
    {
        if (text is null || isCursor(text))
        {
            return text;
        }

        Refuse("cursor", CursorRule);
        return null;
    }

    /// <summary>Reads where a page of a list begins that is in the order of names.</summary>
    public string? ReadNameCursor(string? text) => ReadCursor(text, name => Names.IsLabel(name, Names.MaxLabelLength));

    /// <summary>Says what is wrong with one parameter, where only the engine could tell.</summary>
    public static ProblemException Refusal(string name, string mistake)
    {
        var reader = new ParameterReader();
        reader.Refuse(name, mistake);
        return reader.ToProblem();
    }

    /// <summary>Notes what is wrong with a parameter.</summary>
    public void Refuse(string name, string mistake) => _errors[name] = [mistake];

    /// <exception cref="ProblemException">Anything was refused.</exception>
    public void ThrowIfRefused()
    {
        if (_errors.Count > 0)
        {
            throw ToProblem();
        }
    }

    private ProblemException ToProblem() => new(Problems.InvalidParameter.With(
        string.Join(" ", _errors.Select(error => $"{error.Key} {error.Value[0]}.")), ("errors", _errors)));

    private static string Cut(string text) => text.Length <= MaxShown ? text : text[..MaxShown] + "…";

    private static bool TryParseLimit(string text, out int limit) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out limit) && limit is >= 1 and <= RunQuery.MaxLimit;
}
