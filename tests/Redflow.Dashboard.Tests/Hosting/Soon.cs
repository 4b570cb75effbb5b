namespace Redflow.Dashboard.Tests.Hosting;

/// <summary>
/// What is to be there within a second. Other tests use the machine too, so that the quickest of three times counts; it ends at the first that
/// is quick enough.
/// </summary>
internal static class Soon
{
    private const int MostTimes = 3;

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(1);

    /// <summary>Asserts that it is.</summary>
    /// <param name="measure">Does it once, and tells how long it took.</param>
    /// <returns>How long it took.</returns>
    public static async Task<TimeSpan> AssertAsync(Func<Task<TimeSpan>> measure)
    {
        var quickest = await measure();
        for (var times = 1; times < MostTimes && quickest > Limit; times++)
        {
            var took = await measure();
            quickest = took < quickest ? took : quickest;
        }

        Assert.True(quickest <= Limit, $"It took {quickest}.");
        return quickest;
    }
}
