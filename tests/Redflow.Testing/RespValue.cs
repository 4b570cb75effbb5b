namespace Redflow.Testing;

/// <summary>A value of Redis's protocol: a call, or what it is answered.</summary>
/// <param name="Text">The text of one that is not a list; null for none.</param>
/// <param name="Items">The items of a list.</param>
public sealed record RespValue(string? Text, IReadOnlyList<RespValue> Items)
{
    /// <summary>Its text, or those of all its items, however deep.</summary>
    public IEnumerable<string> Texts => Text is null ? Items.SelectMany(item => item.Texts) : [Text];

    /// <summary>Whether it is an error that begins so.</summary>
    public bool IsError(string code) => IsErrorMark && Text!.StartsWith(code, StringComparison.Ordinal);

    internal bool IsErrorMark { get; init; }
}
