using System.Globalization;
using System.Text;

namespace Redflow.Chaos.Ledger;

/// <summary>Reads what processes write while they do. A last line that is not whole is left for the next time.</summary>
internal sealed class LedgerFollower
{
    private readonly string _folder;
    private readonly Dictionary<string, long> _read;

    private LedgerFollower(string folder, Dictionary<string, long> read) => (_folder, _read) = (folder, read);

    /// <summary>Follows all that has been written.</summary>
    public static LedgerFollower FromStart(string folder) => new(folder, []);

    /// <summary>Follows what is written from now on: a process that is started late in a long run has no use for all that was before.</summary>
    public static LedgerFollower FromNow(string folder) => new(folder, Files(folder).ToDictionary(file => file.FullName, file => file.Length));

    /// <summary>Returns the lines that were written since it was called last, of one file after the other.</summary>
    public IEnumerable<LedgerLine> ReadNew() =>
        Files(_folder).Where(file => file.Length > _read.GetValueOrDefault(file.FullName)).SelectMany(file => ReadNew(file.FullName));

    private static IEnumerable<FileInfo> Files(string folder) => new DirectoryInfo(folder).EnumerateFiles("*.ledger");

    private IEnumerable<LedgerLine> ReadNew(string file)
    {
        var name = Path.GetFileNameWithoutExtension(file);
        var dash = name.LastIndexOf('-');
        var pid = int.Parse(name.AsSpan(dash + 1), CultureInfo.InvariantCulture);
        var text = ReadWhole(file);
        return text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => LedgerLine.Parse(name[..dash], pid, line));
    }

    /// <summary>Reads up to the last line feed.</summary>
    private string ReadWhole(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var from = _read.GetValueOrDefault(file);
        var bytes = new byte[stream.Length - from];
        stream.Position = from;
        var length = bytes.AsSpan(0, stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false)).LastIndexOf((byte)'\n') + 1;
        _read[file] = from + length;
        return Encoding.UTF8.GetString(bytes, 0, length);
    }
}
