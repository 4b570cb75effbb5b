using System.Text.Json;
using System.Text.Json.Nodes;

namespace Redflow.Api.Auth;

/// <summary>The file that <c>keys add</c> writes and the API reads as configuration. It has hashes, no keys; only its owner may read it.</summary>
/// <param name="path">Where it is.</param>
internal sealed class KeysFile(string path)
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    public string Path => path;

    /// <summary>Finds out where it is: beside the application, unless the configuration says otherwise.</summary>
    public static KeysFile Locate(IConfiguration configuration, IHostEnvironment environment) => new(System.IO.Path.Combine(
        environment.ContentRootPath,
        configuration[$"{ApiOptions.Section}:{nameof(ApiOptions.KeysFile)}"] ?? new ApiOptions().KeysFile));

    /// <summary>Lists the keys in it, by name.</summary>
    public IReadOnlyList<(string Name, string Role, string CreatedAt)> List() =>
    [
        .. Keys(Read()).OrderBy(key => key.Key, StringComparer.OrdinalIgnoreCase)
            .Select(key => (key.Key, $"{key.Value?["Role"]}", $"{key.Value?["CreatedAt"]}")),
    ];

    /// <summary>Stores a key's hash; false when the name is taken.</summary>
    public bool TryAdd(string name, ApiRole role, byte[] hash, DateTimeOffset now)
    {
        var root = Read();
        return Keys(root).TryAdd(name, new JsonObject
        {
            ["Role"] = role.ToWord(),
            ["Hash"] = Convert.ToHexStringLower(hash),
            ["CreatedAt"] = now.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", null),
        }) && Write(root);
    }

    /// <summary>Removes a key; false when there is none of this name.</summary>
    public bool TryRemove(string name)
    {
        var root = Read();
        return Keys(root).Remove(name) && Write(root);
    }

    private static JsonObject Keys(JsonObject root) => Member(Member(Member(root, "Redflow"), "Api"), nameof(ApiOptions.Keys));

    private static JsonObject Member(JsonObject parent, string name)
    {
        if (parent[name] is not JsonObject member)
        {
            parent[name] = member = [];
        }

        return member;
    }

    /// <exception cref="JsonException">It is no JSON.</exception>
    private JsonObject Read() => File.Exists(path)
        ? JsonNode.Parse(File.ReadAllBytes(path), new() { PropertyNameCaseInsensitive = true })?.AsObject() ?? []
        : new(new JsonNodeOptions { PropertyNameCaseInsensitive = true });

    /// <summary>Replaces it as a whole, so that an API that reads it meanwhile never finds half of it.</summary>
    private bool Write(JsonObject root)
    {
        var written = $"{path}.{Environment.ProcessId}.tmp";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using (var stream = new FileStream(written, options))
        {
            stream.Write(JsonSerializer.SerializeToUtf8Bytes(root, Indented));
        }

        File.Move(written, path, overwrite: true);
        return true;
    }
}
