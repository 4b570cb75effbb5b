namespace Redflow.Dashboard.Bulk;

/// <summary>The fields of the forms that lead to a bulk job.</summary>
internal static class BulkFields
{
    public const string Operation = "do";
    public const string Text = "q";
    public const string Reason = "reason";

    /// <summary>The run that a row is for.</summary>
    public const string Id = "id";

    /// <summary>Which runs: <see cref="Search"/> or <see cref="Chosen"/>.</summary>
    public const string Of = "of";

    public const string Search = "search";
    public const string Chosen = "chosen";

    /// <summary>When the search was read, so that <c>since:1h</c> means the same when it is started.</summary>
    public const string At = "at";
}
