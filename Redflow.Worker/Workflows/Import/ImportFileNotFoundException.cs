namespace Redflow.Worker.Workflows.Import;

/// <summary>The import folder has no such file. Never retried: emit again when it is there.</summary>
internal sealed class ImportFileNotFoundException(string path)
    : NonRetriableException($"There is no file '{path}' in the import folder. Put it there and emit again.")
{
    public string Path { get; } = path;
}
