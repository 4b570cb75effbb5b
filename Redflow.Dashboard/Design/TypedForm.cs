using Microsoft.AspNetCore.Http;

namespace Redflow.Dashboard.Design;

/// <summary>What was typed into a form, and what is wrong with it, by the names of its fields: so that it is shown again as it was sent.</summary>
/// <param name="texts">What was typed; a box that is ticked is there, and one that is not is missing.</param>
internal sealed class TypedForm(IReadOnlyDictionary<string, string> texts)
{
    /// <summary>The name under which stands what is wrong with the form as a whole.</summary>
    public const string Whole = "";

    private readonly Dictionary<string, string> _mistakes = new(StringComparer.Ordinal);

    /// <summary>Reads what a field says.</summary>
    public delegate bool TryParse<T>(string text, out T value);

    public bool HasMistakes => _mistakes.Count > 0;

    /// <summary>All that was typed.</summary>
    public IEnumerable<KeyValuePair<string, string>> Texts => texts;

    public static TypedForm Of(IFormCollection form) => new(form.ToDictionary(field => field.Key, field => field.Value.ToString(), StringComparer.Ordinal));

    /// <summary>What was typed; empty for nothing.</summary>
    public string Text(string name) => texts.GetValueOrDefault(name, "");

    public bool IsTicked(string name) => texts.ContainsKey(name);

    public string? MistakeIn(string name) => _mistakes.GetValueOrDefault(name);

    /// <summary>Says what is wrong with a field; what was said first of it stands.</summary>
    public void Refuse(string name, string mistake) => _mistakes.TryAdd(name, mistake);

    /// <summary>Reads a field.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="tryParse">How.</param>
    /// <param name="forms">What it takes, as a mistake says it.</param>
    /// <returns>Null where nothing was typed, or something else.</returns>
    public T? Read<T>(string name, TryParse<T> tryParse, string forms)
        where T : struct
    {
        var text = Text(name).Trim();
        if (text.Length == 0)
        {
            return null;
        }

        if (tryParse(text, out var value))
        {
            return value;
        }

        Refuse(name, $"has to be {forms}");
        return null;
    }
}
