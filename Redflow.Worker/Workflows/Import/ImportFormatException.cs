namespace Redflow.Worker.Workflows.Import;

/// <summary>The file is not a CSV file of sales. Never retried.</summary>
internal sealed class ImportFormatException(string path, string mistake, Exception? innerException = null)
    : NonRetriableException($"The file '{path}' can't be imported: {mistake}. It has to be CSV in UTF-8 with the columns {string.Join(", ", Sale.Columns)}.", innerException)
{
    public string Path { get; } = path;
}
