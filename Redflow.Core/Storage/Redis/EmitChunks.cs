namespace Redflow.Storage.Redis;

/// <summary>Splits runs to emit into calls, of one partition each.</summary>
internal static class EmitChunks
{
    /// <summary>Others wait for Redis meanwhile, about 10 µs for each run.</summary>
    private const int MaxRuns = 125;

    /// <summary>How many bytes of inputs a call carries; a run that has more goes alone.</summary>
    private const long MaxBytes = 1024 * 1024;

    /// <summary>Returns the runs of each call, with their places among all.</summary>
    public static IEnumerable<IReadOnlyList<(NewRun Run, int Index)>> Split(IReadOnlyList<NewRun> runs)
    {
        foreach (var partition in runs.Select((run, i) => (Run: run, Index: i)).GroupBy(run => run.Run.Id.Partition))
        {
            var chunk = new List<(NewRun Run, int Index)>();
            var bytes = 0L;
            foreach (var run in partition)
            {
                if (chunk.Count == MaxRuns || (chunk.Count > 0 && bytes + run.Run.Input.Length > MaxBytes))
                {
                    yield return chunk;
                    (chunk, bytes) = ([], 0);
                }

                chunk.Add(run);
                bytes += run.Run.Input.Length;
            }

            yield return chunk;
        }
    }
}
