namespace Redflow.Worker.Workflows.Import;

/// <param name="Summary">What its rows came to.</param>
/// <param name="IsLast">Whether the file ends with it.</param>
internal sealed record ImportBatch(ImportSummary Summary, bool IsLast);
