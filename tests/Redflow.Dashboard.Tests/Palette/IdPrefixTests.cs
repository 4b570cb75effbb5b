using Redflow.Dashboard.Palette;
using Redflow.Runs;

namespace Redflow.Dashboard.Tests.Palette;

public sealed class IdPrefixTests
{
    /// <summary>Ids of a process never go back in time, so they can't be made for another one than now.</summary>
    private static readonly DateTimeOffset Now = DateTimeOffset.UtcNow;

    [Theory]
    [InlineData(3)]
    [InlineData(9)]
    [InlineData(14)]
    [InlineData(RunId.Length - 1)]
    public void Beginning_of_an_id_tells_when_its_run_was_made(int length)
    {
        var id = RunId.New(0).ToString();

        var prefix = IdPrefix.Read(id[..length], Now)!;

        Assert.InRange(Now, prefix.From, prefix.Before);
        Assert.True(length < 9 || prefix.Before - prefix.From < TimeSpan.FromMinutes(11), $"{prefix}");
    }

    [Theory]
    [InlineData("1m")]
    [InlineData("checkout")]
    [InlineData("refund")]
    [InlineData("zzz")]
    [InlineData("batch")]
    [InlineData("send-receipt")]
    [InlineData("1hxyz1hxyz1hxyz1hxyz1hx")]
    public void Text_that_no_id_begins_with_is_not_looked_for(string text) => Assert.Null(IdPrefix.Read(text, Now));
}
