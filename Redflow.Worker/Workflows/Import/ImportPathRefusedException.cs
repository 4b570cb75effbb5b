namespace Redflow.Worker.Workflows.Import;

/// <summary>The path is not one that an import may read. Never retried.</summary>
internal sealed class ImportPathRefusedException(string path, string reason)
    : NonRetriableException($"The path '{path}' {reason}. Nothing was read. Put the file into the import folder, and name it as seen from there.")
{
    public string Path { get; } = path;
}
