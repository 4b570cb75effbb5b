using Redflow.Runs;

namespace Redflow.Results;

/// <summary>What all backends ask of a stretch of a list.</summary>
internal static class ResultRange
{
    public static void Check(RunStatus status, int? limit, int offset)
    {
        if (!Enum.IsDefined(status))
        {
            throw new ArgumentOutOfRangeException(nameof(status), status, "There is no such status.");
        }

        if (limit < 0)
        {
            throw new ArgumentOutOfRangeException(nameof(limit), limit, "A limit is 0 or more, or null for all.");
        }

        ArgumentOutOfRangeException.ThrowIfNegative(offset);
    }
}
