using System.Text.Json;

namespace Aspire.Hosting.Running;

/// <summary>One profile of a project's Properties/launchSettings.json.</summary>
internal sealed record LaunchProfile(string Name, IReadOnlyList<Uri> Urls, IReadOnlyDictionary<string, string> Environment)
{
    private static readonly JsonDocumentOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <summary>The AppHost's own profile if the project has one of that name, else its first; null where there are none.</summary>
    public static LaunchProfile? Choose(string projectPath, string? preferred)
    {
        var file = Path.Combine(Path.GetDirectoryName(projectPath)!, "Properties", "launchSettings.json");
        if (!File.Exists(file))
        {
            return null;
        }

        using var document = JsonDocument.Parse(File.ReadAllBytes(file), Lenient);
        if (!document.RootElement.TryGetProperty("profiles", out var section))
        {
            return null;
        }

        var profiles = section.EnumerateObject().Where(p => Text(p.Value, "commandName") == "Project").ToList();
        var chosen = profiles.FindIndex(p => p.Name == preferred);
        return profiles.Count == 0 ? null : Read(profiles[Math.Max(chosen, 0)], file);
    }

    private static LaunchProfile Read(JsonProperty profile, string file)
    {
        if (!string.IsNullOrEmpty(Text(profile.Value, "commandLineArgs")))
        {
            throw new NotSupportedException($"The stand-in for Aspire.Hosting does not cover 'commandLineArgs' (profile '{profile.Name}' of '{file}').");
        }

        var urls = (Text(profile.Value, "applicationUrl") ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries).Select(u => new Uri(u));
        var environment = new Dictionary<string, string>();
        if (profile.Value.TryGetProperty("environmentVariables", out var variables))
        {
            foreach (var variable in variables.EnumerateObject())
            {
                environment[variable.Name] = variable.Value.GetString() ?? "";
            }
        }

        return new LaunchProfile(profile.Name, [.. urls], environment);
    }

    private static string? Text(JsonElement element, string name) => element.TryGetProperty(name, out var value) ? value.GetString() : null;
}
