namespace Redflow.Chaos.Faults;

/// <summary>Which faults are injected when: a function of the seed.</summary>
internal static class Plan
{
    // Of the times between two faults, how much each may differ from their mean.
    private const double Spread = 0.4;

    // More than there are processes of any role.
    private const int Places = 64;

    /// <summary>Plans the faults of one target. Each kind comes once before any comes again.</summary>
    /// <param name="seed">The same seed has the same plan.</param>
    /// <param name="faults">The kinds.</param>
    /// <param name="during">How long; each kind comes once even if that takes longer than <paramref name="apart"/> allows.</param>
    /// <param name="apart">The mean time between two.</param>
    public static IReadOnlyList<PlannedFault> Create(int seed, IReadOnlyList<Fault> faults, TimeSpan during, TimeSpan apart)
    {
        if (faults.Count == 0)
        {
            return [];
        }

        var random = new Random(seed);
        var mean = TimeSpan.FromTicks(Math.Min(apart.Ticks, during.Ticks / (faults.Count + 1)));
        var planned = new List<PlannedFault>();
        var deck = new Queue<Fault>();
        for (var at = Gap(random, mean); at < during || planned.Count < faults.Count; at += Gap(random, mean))
        {
            if (deck.Count == 0)
            {
                deck = new(Shuffled(faults, random));
            }

            planned.Add(new(at, deck.Dequeue(), random.Next(Places), random.NextDouble()));
        }

        return planned;
    }

    private static TimeSpan Gap(Random random, TimeSpan mean) => mean * (1 - Spread + (2 * Spread * random.NextDouble()));

    private static Fault[] Shuffled(IReadOnlyList<Fault> faults, Random random)
    {
        Fault[] shuffled = [.. faults];
        random.Shuffle(shuffled);
        return shuffled;
    }
}
