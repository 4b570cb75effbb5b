using Microsoft.Extensions.Options;
using Redflow.Worker.Samples;

namespace Redflow.Worker.Workflows.Import;

/// <summary>The one folder that an import may read from: whoever may emit a run must not get to read the worker's other files.</summary>
/// <remarks>
/// A path that leads out of the folder is refused, and so is one that goes through a link below it, wherever that link leads. The folder
/// itself may be a link. Nothing guards against those who may write into the folder and exchange a file for a link in the moment
/// before it is opened.
/// </remarks>
internal sealed class ImportFolder(IOptions<SamplesOptions> options)
{
    private readonly string _root = Path.TrimEndingDirectorySeparator(options.Value.Imports);

    /// <exception cref="ImportPathRefusedException">The path does not name a file that may be read.</exception>
    /// <exception cref="ImportFileNotFoundException">There is no such file.</exception>
    public FileInfo Get(string path)
    {
        var file = new FileInfo(FullPath(path));
        for (FileSystemInfo part = file; part.FullName != _root; part = Directory.GetParent(part.FullName)!)
        {
            if (part.LinkTarget is not null)
            {
                throw new ImportPathRefusedException(path, "goes through a link");
            }
        }

        return file.Exists ? file : throw new ImportFileNotFoundException(path);
    }

    private string FullPath(string path)
    {
        if (string.IsNullOrWhiteSpace(path) || path.Contains('\0', StringComparison.Ordinal))
        {
            throw new ImportPathRefusedException(path, "is not the path of a file");
        }

        var below = Path.GetRelativePath(_root, Path.GetFullPath(path, _root));
        return below is "." or ".." || below.StartsWith($"..{Path.DirectorySeparatorChar}", StringComparison.Ordinal) || Path.IsPathRooted(below)
            ? throw new ImportPathRefusedException(path, "is not in the import folder")
            : Path.Combine(_root, below);
    }
}
