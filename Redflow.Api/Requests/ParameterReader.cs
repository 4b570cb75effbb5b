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
}
