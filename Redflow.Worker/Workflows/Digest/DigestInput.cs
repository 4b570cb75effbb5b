using System.ComponentModel.DataAnnotations;

namespace Redflow.Worker.Workflows.Digest;

/// <param name="Minutes">How many minutes back to count, up to a day.</param>
internal sealed record DigestInput([property: Range(1, 1_440)] int Minutes = 60);
