namespace Redflow.Bench.Measures;

/// <summary>What else the machine did.</summary>
/// <param name="Foreign">How many cores other processes used.</param>
/// <param name="Steal">How many cores the machine's host kept for others.</param>
internal sealed record Noise(double Foreign, double Steal)
{
    /// <summary>From here on a measurement is made again.</summary>
    public const double Loud = 0.35;
}
