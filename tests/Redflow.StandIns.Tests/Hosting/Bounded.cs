namespace Redflow.StandIns.Tests.Hosting;

/// <summary>The limit of every wait in these tests: what hangs, fails.</summary>
internal static class Bounded
{
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    public static CancellationToken Token() => new CancellationTokenSource(Limit).Token;
}
