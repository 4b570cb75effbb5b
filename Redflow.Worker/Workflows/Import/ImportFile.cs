namespace Redflow.Worker.Workflows.Import;

/// <summary>A file as the import found it at first. Batches count rows from its top, so it has to stay what it was.</summary>
/// <param name="Path">Where it is, as the input named it.</param>
/// <param name="Length">Its bytes.</param>
/// <param name="ModifiedAt">When it was last written.</param>
internal sealed record ImportFile(string Path, long Length, DateTimeOffset ModifiedAt);
