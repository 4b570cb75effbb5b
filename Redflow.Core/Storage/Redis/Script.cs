using System.Reflection;
using System.Security.Cryptography;
using System.Text;

namespace Redflow.Storage.Redis;

/// <summary>One transition: a Lua script with what it includes spliced in, and its SHA-1.</summary>
internal sealed class Script
{
    private const string IncludeMark = "-- @include ";

    public Script(string name, string text)
    {
        Name = name;
        Text = text;
#pragma warning disable CA5350 // EVALSHA names a script by its SHA-1; nothing is secured by it.
        Hash = SHA1.HashData(Encoding.UTF8.GetBytes(text));
#pragma warning restore CA5350
    }

    public string Name { get; }

    public string Text { get; }

    public byte[] Hash { get; }

    /// <param name="name">The file's name under Lua, without its extension.</param>
    /// <param name="manualTime">Whether a test moves the time, instead of Redis's clock.</param>
    public static Script Load(string name, bool manualTime)
    {
        var text = new StringBuilder();
        Append(text, $"{name}.lua", manualTime, []);
        return new(name, text.ToString());
    }

    public static string Read(string path)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(path)
            ?? throw new InvalidOperationException($"There is no script '{path}' in the assembly.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    private static void Append(StringBuilder text, string path, bool manualTime, HashSet<string> included)
    {
        foreach (var line in Read(path).Split('\n'))
        {
            if (line.StartsWith(IncludeMark, StringComparison.Ordinal))
            {
                var name = line[IncludeMark.Length..].Trim();
                name = name == "time" && manualTime ? "manual_time" : name;
                if (included.Add(name))
                {
                    Append(text, $"lib/{name}.lua", manualTime, included);
                }
            }
            else if (!line.StartsWith("--", StringComparison.Ordinal) && line.Length > 0)
            {
                text.Append(line).Append('\n');
            }
        }
    }
}
