using Redflow.Cli.Http;
using Redflow.Testing;

namespace Redflow.Cli.Tests.Http;

public sealed class OutageTests
{
    private static readonly NoAnswerException Silence = new("No answer.");

    private readonly ManualTime _time = new(DateTimeOffset.UnixEpoch);

    [Fact]
    public void API_that_has_never_answered_is_not_waited_for()
    {
        Assert.False(new Outage(_time).Bears(Silence));
    }

    [Fact]
    public void API_that_has_answered_may_be_away_for_30_seconds()
    {
        var outage = new Outage(_time);
        outage.End();

        _time.Advance(TimeSpan.FromSeconds(29));
        var within = outage.Bears(Silence);
        _time.Advance(TimeSpan.FromSeconds(1));

        Assert.True(within);
        Assert.False(outage.Bears(Silence));
    }

    [Theory]
    [InlineData(503, true)]
    [InlineData(429, true)]
    [InlineData(404, false)]
    [InlineData(401, false)]
    [InlineData(500, false)]
    public void Problem_is_borne_when_it_may_pass_by_itself(int status, bool isBorne)
    {
        var outage = new Outage(_time);
        outage.End();

        var problem = new ProblemException(new Problem("/problems/any", "Any", null) { Status = status });

        Assert.Equal(isBorne, outage.Bears(problem));
    }

    [Fact]
    public async Task Requests_come_at_longer_and_longer_intervals_until_one_is_answered()
    {
        var outage = new Outage(_time);

        var pauses = new List<double>();
        for (var request = 0; request < 6; request++)
        {
            pauses.Add(await PauseAsync(outage));
        }

        outage.End();

        Assert.Equal<double>([0.25, 0.5, 1, 2, 4, 5], pauses);
        Assert.Equal(0.25, await PauseAsync(outage));
    }

    private async Task<double> PauseAsync(Outage outage)
    {
        var pausing = outage.PauseAsync(CancellationToken.None);
        var length = _time.NextDue!.Value - _time.GetUtcNow();
        _time.Advance(length);
        await pausing.Bounded();
        return length.TotalSeconds;
    }
}
