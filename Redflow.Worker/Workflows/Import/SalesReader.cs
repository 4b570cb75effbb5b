using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;

namespace Redflow.Worker.Workflows.Import;

/// <summary>Reads a file of sales, a batch at a time.</summary>
/// <remarks>
/// The file stays open from batch to batch, so that a pass reads it once. Batches that are committed already don't come by here: the
/// first one that is left skips to its row. One reader serves one pass, by being a scoped service: the scope is disposed also when
/// the pass is given up, where a <c>using</c> in the handler would never end.
/// </remarks>
internal sealed class SalesReader(ImportFolder folder) : IDisposable
{
    /// <summary>A quote that is never closed would make one field of the rest of the file.</summary>
    private const int LongestField = 64 * 1024;

    private static readonly CsvConfiguration Csv = new(CultureInfo.InvariantCulture)
    {
        PrepareHeaderForMatch = header => header.Header.Trim().ToLowerInvariant(),
        TrimOptions = TrimOptions.Trim,
        MaxFieldSize = LongestField,
        MissingFieldFound = null, // A row too short is an invalid row, not the end of the import;
        BadDataFound = null, // and so is one with a stray quote.
    };

    private CsvReader? _csv;
    private int _row;
    private bool _atRow;

    /// <summary>Looks at the file and its header.</summary>
    public Task<ImportFile> InspectAsync(string path, CancellationToken cancellationToken) => Guarded(path, async () =>
    {
        var file = Stamp(path);
        await OpenAsync(path);
        cancellationToken.ThrowIfCancellationRequested();
        return file;
    });

    /// <summary>Reads the rows from <paramref name="firstRow"/> (0 is the one under the header), at most <paramref name="count"/>.</summary>
    /// <exception cref="ImportFileChangedException">The file is not what it was.</exception>
    public Task<ImportBatch> ReadAsync(ImportFile file, int firstRow, int count, CancellationToken cancellationToken) => Guarded(file.Path, async () =>
    {
        if (Stamp(file.Path) != file)
        {
            throw new ImportFileChangedException(file.Path);
        }

        var csv = await SeekAsync(file.Path, firstRow, cancellationToken);
        var tally = new BatchTally();
        while (_atRow && tally.Rows < count)
        {
            tally.Add(csv);
            await NextAsync(csv, cancellationToken);
        }

        return new ImportBatch(tally.Summary, IsLast: !_atRow);
    });

    public void Dispose() => _csv?.Dispose();

    private ImportFile Stamp(string path)
    {
        var file = folder.Get(path);
        return new(path, file.Length, file.LastWriteTimeUtc);
    }

    private async Task<CsvReader> SeekAsync(string path, int row, CancellationToken cancellationToken)
    {
        var csv = _csv is { } open && _row <= row ? open : await OpenAsync(path);
        while (_atRow && _row < row)
        {
            await NextAsync(csv, cancellationToken);
        }

        return csv;
    }

    private async Task<CsvReader> OpenAsync(string path)
    {
        _csv?.Dispose();
        var csv = _csv = new(new StreamReader(folder.Get(path).FullName, Encoding.UTF8), Csv);
        if (!await csv.ReadAsync() || !csv.ReadHeader())
        {
            throw new ImportFormatException(path, "it is empty");
        }

        var missing = Sale.Columns.Except(csv.HeaderRecord!.Select(column => column.Trim()), StringComparer.OrdinalIgnoreCase).ToArray();
        if (missing.Length > 0)
        {
            throw new ImportFormatException(path, $"its header lacks {string.Join(", ", missing)}");
        }

        _row = 0;
        _atRow = await csv.ReadAsync();
        return csv;
    }

    private async Task NextAsync(CsvReader csv, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        _atRow = await csv.ReadAsync();
        _row++;
    }

    private static async Task<T> Guarded<T>(string path, Func<Task<T>> read)
    {
        try
        {
            return await read();
        }
        catch (CsvHelperException exception)
        {
            throw new ImportFormatException(path, $"reading stopped at line {exception.Context?.Parser?.RawRow ?? 0} ({exception.GetType().Name})", exception);
        }
    }
}
