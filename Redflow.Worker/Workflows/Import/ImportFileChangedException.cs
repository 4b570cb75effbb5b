namespace Redflow.Worker.Workflows.Import;

/// <summary>The file was written to while it was imported: rows could be skipped or counted twice. Never retried.</summary>
internal sealed class ImportFileChangedException(string path)
    : NonRetriableException($"The file '{path}' was changed while it was imported, so batches no longer meet. Emit again to import it as it is now.")
{
    public string Path { get; } = path;
}
