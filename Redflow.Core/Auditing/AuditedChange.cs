namespace Redflow.Auditing;

/// <summary>What is noted of a change that somebody made through an API: who, what and from where, never what was sent.</summary>
public sealed record AuditedChange
{
    /// <summary>The longest text of any member, in characters; what is longer is cut.</summary>
    public const int MaxLength = 256;

    /// <summary>Who made it: the name of an API key, or the subject of a token; null when nobody had to say.</summary>
    public string? Caller
    {
        get;
        init => field = Cut(value);
    }

    /// <summary>The caller's role; null as above.</summary>
    public string? Role { get; init; }

    /// <summary>The HTTP method.</summary>
    public required string Method { get; init; }

    /// <summary>The template of the path, such as <c>/api/v1/runs/{id}/cancel</c>.</summary>
    public required string Route
    {
        get;
        init => field = Cut(value)!;
    }

    /// <summary>What stands in the template's places: a run's id, the name of a workflow, queue or schedule. Null when it has none.</summary>
    public string? Target
    {
        get;
        init => field = Cut(value);
    }

    /// <summary>The status of the answer: below 400 it was made, above it was refused or failed.</summary>
    public required int Status { get; init; }

    /// <summary>The address that it came from.</summary>
    public string? Address { get; init; }

    private static string? Cut(string? text) => text?.Length > MaxLength ? text[..MaxLength] : text;
}
