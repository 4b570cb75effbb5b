using Redflow.Runs;

namespace Redflow.Chaos.Workload;

/// <summary>Reads the time that a run's id begins with.</summary>
internal static class Instants
{
    private const int TimeLength = 9;

    /// <summary>Returns it in Unix milliseconds: of a schedule's run the instant of its tick.</summary>
    public static long Of(RunId run) => Base32.Read(run.ToString().AsSpan(0, TimeLength));
}
