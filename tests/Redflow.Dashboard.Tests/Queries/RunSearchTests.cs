using Redflow.Dashboard.Queries;
using Redflow.Runs;

namespace Redflow.Dashboard.Tests.Queries;

public sealed class RunSearchTests
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 31, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Every_word_narrows_the_query()
    {
        var search = RunSearch.Parse("status:failed,canceled workflow:checkout queue:io tag:tenant=42 since:24h limit:\"acme inc\" 1m80", Noon);

        Assert.Empty(search.Mistakes);
        Assert.Equal([RunStatus.Failed, RunStatus.Canceled], search.Query.Statuses);
        Assert.Equal(("checkout", "io", "tenant=42", "acme inc", "1m80"), (search.Query.Workflow, search.Query.Queue, search.Query.Tag, search.Query.LimitKey, search.Query.IdPrefix));
        Assert.Equal(Noon.AddHours(-24), search.Query.CreatedFrom);
    }

    [Theory]
    [InlineData("status:gone", "'gone' is no status")]
    [InlineData("since:yesterday", "'yesterday' is not a duration")]
    [InlineData("since:99999999d", "is not a duration")]
    [InlineData("colour:red", "There is no 'colour:'")]
    [InlineData("workflow:a/b", "can't stand behind workflow")]
    [InlineData("error:xyz", "16 hexadecimal digits")]
    [InlineData("parent:1", "can't stand behind parent")]
    [InlineData("!", "'!' is not the beginning of a run's id")]
    [InlineData("key:7", "Add workflow:")]
    public void What_cannot_be_read_is_told_and_the_rest_holds(string text, string mistake)
    {
        var search = RunSearch.Parse($"queue:io {text}", Noon);

        Assert.Contains(mistake, Assert.Single(search.Mistakes), StringComparison.Ordinal);
        Assert.Equal("io", search.Query.Queue);
    }

    [Theory]
    [InlineData("", null, "")]
    [InlineData("workflow:a status:failed", null, "workflow:a")]
    [InlineData("workflow:a status:failed", RunStatus.Queued, "status:queued workflow:a")]
    [InlineData("tag:\"two words\"", RunStatus.Queued, "status:queued tag:\"two words\"")]
    public void Status_is_exchanged_and_all_else_stays(string text, RunStatus? status, string expected) => Assert.Equal(expected, RunSearch.Parse(text, Noon).With(status));

    [Theory]
    [InlineData("", true)]
    [InlineData("status:failed workflow:a", true)]
    [InlineData("tag:a", false)]
    [InlineData("since:1h", false)]
    [InlineData("status:none", false)]
    public void Counts_hold_for_statuses_and_a_workflow_alone(string text, bool isCounted) => Assert.Equal(isCounted, RunSearch.Parse(text, Noon).IsCounted);
}
