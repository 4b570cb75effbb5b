using Microsoft.Extensions.Options;
using Redflow.Worker.Samples;

namespace Redflow.Worker.Tests;

/// <summary>A folder of a test's own for the samples, gone with the test.</summary>
internal sealed class TempFolder : IDisposable
{
    public TempFolder()
    {
        Path = Directory.CreateTempSubdirectory("redflow-samples-").FullName;
        Samples = new() { Folder = Path };
        Directory.CreateDirectory(Samples.Outbox);
        Directory.CreateDirectory(Samples.Imports);
    }

    public string Path { get; }

    public SamplesOptions Samples { get; }

    public IOptions<SamplesOptions> Options => Microsoft.Extensions.Options.Options.Create(Samples);

    public string Import(string name, string content)
    {
        var path = System.IO.Path.Combine(Samples.Imports, name);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllText(path, content);
        return name;
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
