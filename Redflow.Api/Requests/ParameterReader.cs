using System.Globalization;
using System.Text.Json;
using Redflow.Payloads;
using Redflow.Runs;

namespace Redflow.Api.Requests;

/// <summary>Reads a request's parameters and collects what is wrong with them, so that one answer names all of it.</summary>
internal sealed class ParameterReader
{
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

    /// <summary>Reads a body; null when it is empty or null, or was refused.</summary>
    /// <param name="body">What was sent; null when it was empty.</param>
    /// <param name="rule">What the body is, for the one who sent a member of another name or type.</param>
    public T? ReadBody<T>(Payload? body, string rule)
        where T : class
    {
        try
        {
            return body?.As<T>(JsonSerializerOptions.Web);
        }
        catch (JsonException exception)
        {
            Refuse(exception.Path?.TrimStart('$', '.') is { Length: > 0 } path ? path : "$", rule);
            return null;
        }
    }

    /// <summary>Reads how many rows a page is to have; null when it was left out or refused.</summary>
    public int? ReadLimit(string? text) => Read<int>("limit", text, TryParseLimit, $"a whole number from 1 to {RunQuery.MaxLimit}");

    /// <summary>Refuses a cursor that no page can have given, of a list in the order of names.</summary>
    public void CheckNameCursor(string? cursor)
    {
        if (cursor is not null && !Labels.IsValid(cursor))
        {
            RefuseCursor();
        }
    }

    public void RefuseCursor() => Refuse("cursor", "has to be the nextCursor of a page of the same list");

    /// <summary>Refuses what can't be a workflow's name.</summary>
    public void CheckWorkflow(string? workflow)
    {
        if (workflow is not null && !Names.IsValid(workflow))
        {
            Refuse("workflow", $"has to be a workflow's name: {Names.Rule}");
        }
    }

    /// <summary>Notes what is wrong with a parameter.</summary>
    public void Refuse(string name, string mistake) => _errors[name] = [mistake];

    /// <summary>Notes what is wrong with the whole, where nothing was noted that is more exact.</summary>
    public void RefuseUnlessRefused(string name, string mistake)
    {
        if (_errors.Count == 0)
        {
            Refuse(name, mistake);
        }
    }

    /// <exception cref="ProblemException">Anything was refused.</exception>
    public void ThrowIfRefused()
    {
        if (_errors.Count > 0)
        {
            var detail = string.Join(" ", _errors.Select(error => $"{error.Key} {error.Value[0]}."));
            throw new ProblemException(Problems.InvalidParameter.With(detail, ("errors", _errors)));
        }
    }

    private static string Cut(string text) => text.Length <= MaxShown ? text : text[..MaxShown] + "…";

    private static bool TryParseLimit(string text, out int limit) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out limit) && limit is >= 1 and <= RunQuery.MaxLimit;
}
