namespace Redflow.Worker.Workflows.Import;

/// <param name="Line">The line of the file, from 1; the last one of a row that has several.</param>
/// <param name="Reason">Why the row is not a sale.</param>
internal sealed record RejectedRow(int Line, string Reason);
