using System.Text.Json.Serialization;

namespace Redflow.Cli.Http;

/// <summary>The API's answer to what it does not do.</summary>
internal sealed record Problem(string? Type, string? Title, string? Detail)
{
    /// <summary>The answer as it came.</summary>
    [JsonIgnore]
    public string Json { get; init; } = "";

    [JsonIgnore]
    public int Status { get; init; }

    [JsonIgnore]
    public ExitCode ExitCode => (Type, Status) switch
    {
        ("/problems/run-failed" or "/problems/run-canceled", _) => ExitCode.Failed,
        (_, 400 or 405 or 413 or 415) => ExitCode.BadUsage,
        (_, 401 or 403) => ExitCode.NotAllowed,
        (_, 404) => ExitCode.NotFound,
        (_, 409) => ExitCode.Conflict,
        (_, 429) => ExitCode.Busy,
        (_, 502 or 503 or 504) => ExitCode.Unavailable,
        _ => ExitCode.Failed,
    };
}
