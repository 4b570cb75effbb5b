using System.Reflection;
using System.Security.Cryptography;
using System.Text;

namespace Redflow.Storage.Redis;

/// <summary>One transition: a Lua script with what it includes spliced in, and its SHA-1.</summary>
internal sealed class Script
{
    private const string IncludeMark = "-- @include ";

    private readonly Lazy<ScriptFunction> _function;

    public Script(string name, string text)
    {
        Name = name;
        Text = text;
#pragma warning disable CA5350 // EVALSHA names a script by its SHA-1; nothing is secured by it.
        Hash = SHA1.HashData(Encoding.UTF8.GetBytes(text));
#pragma warning restore CA5350
        _function = new(() => ScriptFunction.Of(this));
    }

    public string Name { get; }

    public string Text { get; }

    public byte[] Hash { get; }

    /// <summary>Whether every run takes it: calls of it are worth a function.</summary>
    public bool IsHot => Name is Scripts.EmitRuns or Scripts.ExchangeRuns or Scripts.CommitSteps or Scripts.AwaitRun;

    /// <summary>The same as a function.</summary>
    public ScriptFunction Function => _function.Value;

    /// <param name="name">The file's name under Lua, without its extension.</param>
    /// <param name="manualTime">Whether a test moves the time, instead of Redis's clock.</param>
    public static Script Load(string name, bool manualTime)
    {
        var text = new StringBuilder();
        var lines = Read($"{name}.lua").Split('\n');
        Include(text, lines, manualTime, []);
        text.Append(ScriptFunction.BodyMark);
        Append(text, lines);
        return new(name, text.ToString());
    }

    public static string Read(string path)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(path)
            ?? throw new InvalidOperationException($"There is no script '{path}' in the assembly.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    private static void Include(StringBuilder text, IEnumerable<string> lines, bool manualTime, HashSet<string> included)
    {
        foreach (var line in lines.Where(line => line.StartsWith(IncludeMark, StringComparison.Ordinal)))
        {
            var name = line[IncludeMark.Length..].Trim();
            name = name == "time" && manualTime ? "manual_time" : name;
            if (included.Add(name))
            {
                var library = Read($"lib/{name}.lua").Split('\n');
                Include(text, library, manualTime, included);
                Append(text, library);
            }
        }
    }

    private static void Append(StringBuilder text, IEnumerable<string> lines)
    {
        foreach (var line in lines.Where(line => line.Length > 0 && !line.StartsWith("--", StringComparison.Ordinal)))
        {
            text.Append(line).Append('\n');
        }
    }
}
