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
    [InlineData("since:24h", "2026-01-30T12:00:00.000Z", null)]
    [InlineData("since:2026-01-30", "2026-01-30T00:00:00.000Z", null)]
    [InlineData("since:2026-01-30T08:30Z before:2h", "2026-01-30T08:30:00.000Z", "2026-01-31T10:00:00.000Z")]
    [InlineData("before:2026-01-30T08:30:15.125Z", null, "2026-01-30T08:30:15.125Z")]
    public void Times_are_so_long_ago_or_a_time(string text, string? from, string? before)
    {
        var query = RunSearch.Parse(text, Noon).Query;

        Assert.Equal((from, before), (query.CreatedFrom is { } begin ? TimePoint.Text(begin) : null, query.CreatedBefore is { } end ? TimePoint.Text(end) : null));
    }

    [Fact]
    public void Whole_ids_name_their_runs()
    {
        RunId[] ids = [RunId.New(0), RunId.New(0)];

        var search = RunSearch.Parse($"id:{ids[0]},{ids[1]}", Noon);

        Assert.Equal(ids, search.Query.Ids);
        Assert.Empty(search.Mistakes);
        Assert.Equal([ids[0]], RunSearch.Parse(ids[0].ToString(), Noon).Query.Ids);
        Assert.Contains("take parent:", Assert.Single(RunSearch.Parse($"id:{ids[0]} parent:{ids[1]}", Noon).Mistakes), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("error:#a1f3", "a1f3", null)]
    [InlineData("error:A1F3", "a1f3", null)]
    [InlineData("error:#07ee0ee864959c0e", null, "07ee0ee864959c0e")]
    [InlineData("error:07ee0ee864959c0e", null, "07ee0ee864959c0e")]
    public void Fingerprint_is_told_whole_or_by_how_it_begins(string text, string? prefix, string? whole)
    {
        var search = RunSearch.Parse(text, Noon);

        Assert.Equal((prefix, whole), (search.FingerprintPrefix, search.Query.Fingerprint));
        Assert.Empty(search.Mistakes);
    }

    [Theory]
    [InlineData("tag:a tag:b", "tag: stands there 2 times")]
    [InlineData("1m8 id:1m9", "id: stands there 2 times")]
    public void Word_that_stands_twice_is_a_mistake(string text, string mistake) =>
        Assert.Contains(mistake, Assert.Single(RunSearch.Parse(text, Noon).Mistakes), StringComparison.Ordinal);

    [Theory]
    [InlineData("status:failed,canceled workflow:checkout queue:io tag:\"two words\" limit:acme error:07ee0ee864959c0e since:2026-01-30T08:30:00.000Z before:2026-01-31T00:00:00.000Z")]
    [InlineData("workflow:checkout key:order-7")]
    [InlineData("tag:\"no\u00a0break\"")]
    [InlineData("id:1m8")]
    [InlineData("")]
    public void Query_is_written_as_a_text_that_finds_the_same(string text)
    {
        var query = RunSearch.Parse(text, Noon).Query;

        var again = RunSearch.Parse(RunSearch.TextOf(query), Noon);

        Assert.Empty(again.Mistakes);
        Assert.Equal(query.Statuses, again.Query.Statuses);
        Assert.Equal(query with { Statuses = [], Ids = [] }, again.Query with { Statuses = [], Ids = [] });
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
