using System.CommandLine;

namespace Redflow.Cli;

/// <summary>The options that every command takes.</summary>
internal sealed class GlobalOptions
{
    public const string UrlVariable = "REDFLOW_URL";
    public const string KeyVariable = "REDFLOW_API_KEY";
    public const string DefaultUrl = "http://localhost:5080";

    public Option<string?> Url { get; } = new("--url")
    {
        Description = $"Where the API is. Default: {UrlVariable}, or {DefaultUrl}.",
        HelpName = "url",
        Recursive = true,
    };

    /// <summary>A key on the command line would be seen by whoever lists the processes.</summary>
    public Option<string?> ApiKeyFile { get; } = new("--api-key-file")
    {
        Description = $"A file with the API key and nothing else. Default: the key in {KeyVariable}, or none.",
        HelpName = "file",
        Recursive = true,
    };

    public Option<bool> Json { get; } = new("--json")
    {
        Description = "Writes the API's JSON as it is: one document, or one a line where something is followed.",
        Recursive = true,
    };

    public Option<bool> Utc { get; } = new("--utc") { Description = "Shows times in UTC instead of how long ago they are.", Recursive = true };

    public IEnumerable<Option> All => [Url, ApiKeyFile, Json, Utc];
}
