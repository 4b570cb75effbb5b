namespace Redflow.Dashboard.Design;

/// <summary>The keys of the dashboard, as it explains them; <c>keys.js</c> and <c>palette.js</c> hear them.</summary>
internal static class Keyboard
{
    public static readonly IReadOnlyList<(string Keys, string Does)> All =
    [
        ("Ctrl K", "goes to a page, an action, a run by its id, a workflow or a schedule; ⌘ K on a Mac"),
        ("/", "goes to the query bar; where a page has none, to that of Runs"),
        ("j", "goes to the next row"),
        ("k", "goes to the row before"),
        ("Enter", "opens the row"),
        ("r", "asks whether to retry the run of the row or of the page, or to rerun it where it can't be retried"),
        ("c", "asks whether to cancel the run of the row or of the page"),
        ("?", "shows these keys"),
        ("Esc", "closes what was opened"),
    ];
}
