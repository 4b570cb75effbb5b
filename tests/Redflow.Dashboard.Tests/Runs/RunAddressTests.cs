using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Redflow.Dashboard.Runs;
using Redflow.Runs;

namespace Redflow.Dashboard.Tests.Runs;

public sealed class RunAddressTests
{
    private static readonly RunId Run = RunId.New(0);
    private static readonly RunId Child = RunId.New(0);

    [Fact]
    public void Address_says_what_is_looked_at()
    {
        var address = new RunAddress(Run) { Step = "a/b & c", Of = Child, Open = [Child], First = 101 };

        Assert.Equal($"runs/{Run}?step=a%2Fb%20%26%20c&of={Child}&open={Child}&steps=101", address.Url);
        Assert.Equal(address.Url, Read(address.Url[address.Url.IndexOf('?', StringComparison.Ordinal)..]).Url);
        Assert.Equal($"runs/{Run}", new RunAddress(Run).Url);
    }

    [Theory]
    [InlineData("?open=1,2,x&steps=-4&of=nobody")]
    [InlineData("?steps=99999999999")]
    [InlineData("?step=&open=")]
    public void What_is_no_value_is_left_out(string query) => Assert.Equal($"runs/{Run}", Read(query).Url);

    [Fact]
    public void So_many_runs_are_unfolded_and_no_more()
    {
        var address = Enumerable.Range(0, RunAddress.MaxOpen + 5).Aggregate(new RunAddress(Run), (address, _) => address.Turn(RunId.New(0)));

        Assert.Equal(RunAddress.MaxOpen, address.Open.Count);
        Assert.Equal(RunAddress.MaxOpen - 1, address.Turn(address.Open[3]).Open.Count);
    }

    [Fact]
    public void Step_that_is_chosen_twice_is_closed()
    {
        var chosen = new RunAddress(Run).Select("pay", Run);

        Assert.Equal(("pay", null), (chosen.Step, chosen.Of));
        Assert.Null(chosen.Select("pay", Run).Step);
        Assert.Equal(("pay", Child), (chosen.Select("pay", Child).Step, chosen.Select("pay", Child).Of!.Value));
    }

    [Theory]
    [InlineData("", 2_000, -1, 1_900, 100)]
    [InlineData("", 40, -1, 0, 40)]
    [InlineData("", 0, -1, 0, 0)]
    [InlineData("", 2_000, 700, 650, 100)]
    [InlineData("", 2_000, 1_950, 1_900, 100)]
    [InlineData("?steps=101", 2_000, -1, 100, 100)]
    [InlineData("?steps=1950", 2_000, 3, 1_949, 51)]
    [InlineData("?steps=9999", 2_000, -1, 1_999, 1)]
    [InlineData("?steps=all", 2_000, -1, 0, 2_000)]
    public void Of_many_steps_some_are_shown(string query, int total, int selected, int first, int count) =>
        Assert.Equal(new StepWindow(first, count, total), StepWindow.Of(Read(query), total, selected));

    private static RunAddress Read(string query) => RunAddress.Read(Run, new QueryCollection(QueryHelpers.ParseQuery(query)));
}
