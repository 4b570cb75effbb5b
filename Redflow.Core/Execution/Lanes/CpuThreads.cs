using System.Collections.Concurrent;

namespace Redflow.Execution.Lanes;

/// <summary>The threads of the lane <see cref="Workflows.Lane.Cpu"/>: as many as there are processors, one set for the process, started at first use.</summary>
internal static class CpuThreads
{
    private static readonly Lazy<BlockingCollection<Action>> Work = new(Start);

    [ThreadStatic]
    private static bool _isCurrent;

    /// <summary>Whether this is one of them.</summary>
    public static bool IsCurrent => _isCurrent;

    /// <summary>Hands work over, which must not throw.</summary>
    public static void Enqueue(Action work) => Work.Value.Add(work);

    private static BlockingCollection<Action> Start()
    {
        var work = new BlockingCollection<Action>();
        for (var number = 1; number <= Environment.ProcessorCount; number++)
        {
            // They end with the process. Unsafe: they must not keep what is ambient where the first work comes from.
            new Thread(() => Run(work)) { IsBackground = true, Name = $"Redflow CPU {number}" }.UnsafeStart();
        }

        return work;
    }

    private static void Run(BlockingCollection<Action> work)
    {
        _isCurrent = true;
        foreach (var next in work.GetConsumingEnumerable())
        {
            next();
        }
    }
}
