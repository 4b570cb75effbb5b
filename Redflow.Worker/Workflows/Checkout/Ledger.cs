using System.Text.Json;
using Microsoft.Extensions.Options;
using Redflow.Worker.Samples;

namespace Redflow.Worker.Workflows.Checkout;

/// <summary>An append-only file of effects, a JSON line each, that any number of worker processes share.</summary>
/// <remarks>
/// .NET's <see cref="FileMode.Append"/> is not the system's O_APPEND: it looks up the end of the file once, when it opens it, and two
/// processes that append at a time overwrite each other's lines. So a lock file is held while a line is written. Readers need
/// no lock: a line comes by one write, and goes to the disk before the append returns.
/// </remarks>
internal sealed class Ledger(IOptions<SamplesOptions> options)
{
    private readonly string _path = options.Value.LedgerFile;

    public async Task AppendAsync(LedgerEntry entry, CancellationToken cancellationToken)
    {
        byte[] line = [.. JsonSerializer.SerializeToUtf8Bytes(entry, JsonSerializerOptions.Web), (byte)'\n'];

        using var held = await LockFile.TakeAsync($"{_path}.lock", cancellationToken);
        using var file = new FileStream(_path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
        file.Write(line);
        file.Flush(flushToDisk: true);
    }
}
