namespace Redflow.Runs;

/// <summary>The words that stand for a <see cref="RunStatus"/> in keys, scripts, URLs and JSON.</summary>
public static class RunStatuses
{
    private static readonly string[] Words = [.. Enum.GetNames<RunStatus>().Select(name => name.ToLowerInvariant())];

    /// <summary>Every status, in the order of a run's life.</summary>
    public static IReadOnlyList<RunStatus> All { get; } = Enum.GetValues<RunStatus>();

    /// <summary>Returns the status's word, such as <c>queued</c>.</summary>
    /// <param name="status">The status.</param>
    public static string ToWord(this RunStatus status) => Words[(int)status];

    /// <summary>Tells whether a run in this status has ended.</summary>
    /// <param name="status">The status.</param>
    public static bool IsTerminal(this RunStatus status) => status >= RunStatus.Succeeded;

    /// <summary>Reads a status's word.</summary>
    /// <param name="word">The word, in lower case.</param>
    /// <param name="status">The status, when the word is one.</param>
    public static bool TryParse(string? word, out RunStatus status)
    {
        var index = Array.IndexOf(Words, word);
        status = index < 0 ? default : (RunStatus)index;
        return index >= 0;
    }

    /// <summary>Reads a word that the engine has written itself.</summary>
    internal static RunStatus Parse(string? word) =>
        TryParse(word, out var status) ? status : throw new InvalidOperationException($"'{word}' is not a run's status.");
}
