namespace Redflow.Storage.Redis;

/// <summary>Splits the waits that a run is suspended for into calls: a script of thousands of them would hold up everything else.</summary>
internal static class WaitChunks
{
    private const int MaxWaits = 500;

    /// <summary>How many bytes of inputs a call carries; a child that has more goes alone.</summary>
    private const long MaxBytes = 1024 * 1024;

    /// <summary>Returns the new waits of each call: those of earlier passes are stored.</summary>
    public static IReadOnlyList<IReadOnlyList<StepWait>> Split(IReadOnlyList<StepWait> waits)
    {
        var (chunks, chunk, bytes) = (new List<List<StepWait>>(), new List<StepWait>(), 0L);
        foreach (var wait in waits.Where(wait => wait is not StepWait.Kept))
        {
            var more = wait is StepWait.ForChild child ? child.Run.Input.Length : 0;
            if (chunk.Count == MaxWaits || (chunk.Count > 0 && bytes + more > MaxBytes))
            {
                chunks.Add(chunk);
                (chunk, bytes) = ([], 0);
            }

            chunk.Add(wait);
            bytes += more;
        }

        return [.. chunks, chunk];
    }
}
