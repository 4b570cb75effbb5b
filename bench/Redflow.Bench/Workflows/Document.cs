namespace Redflow.Bench.Workflows;

/// <summary>An input that may be large.</summary>
/// <param name="UserId">The number of the run.</param>
internal sealed record Document(int UserId, string Text)
{
    // {"userId":…,"text":"…"} around the text.
    private const int Around = 32;

    /// <summary>Makes one of at most so many bytes as JSON, and not much less.</summary>
    public static Document OfBytes(int bytes, int userId) => new(userId, new('x', Math.Max(0, bytes - Around)));
}
