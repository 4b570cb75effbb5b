using System.ComponentModel.DataAnnotations;

namespace Redflow.Worker.Workflows.Import;

/// <param name="Path">The file, as seen from the import folder.</param>
/// <param name="BatchSize">Rows in a step, 1 to 10,000. A crash costs at most that many rows of work.</param>
internal sealed record ImportInput(string Path, [Range(1, 10_000)] int BatchSize = 100);
