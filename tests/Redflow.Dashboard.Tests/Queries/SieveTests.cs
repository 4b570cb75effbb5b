using System.Globalization;
using Redflow.Dashboard.Queries;

namespace Redflow.Dashboard.Tests.Queries;

public sealed class SieveTests
{
    [Fact]
    public async Task It_looks_until_enough_match()
    {
        var found = await Sieve.ReadAsync(null, Numbers(until: 10_000), number => number % 5 == 0);

        Assert.Equal((50, 250, "250"), (found.Rows.Count, found.Looked, found.NextCursor));
    }

    [Fact]
    public async Task It_stops_where_hardly_anything_matches_and_goes_on_from_there()
    {
        var found = await Sieve.ReadAsync(null, Numbers(until: 10_000), number => number == 2_345);
        var more = await Sieve.ReadAsync(found.NextCursor, Numbers(until: 10_000), number => number == 2_345);

        Assert.Equal((0, 2_000, "2000"), (found.Rows.Count, found.Looked, found.NextCursor));
        Assert.Equal([2_345], more.Rows);
    }

    [Fact]
    public async Task It_ends_where_the_list_does()
    {
        var found = await Sieve.ReadAsync(null, Numbers(until: 120), _ => true);
        var rest = await Sieve.ReadAsync("100", Numbers(until: 120), _ => true);

        Assert.Equal((50, "50"), (found.Rows.Count, found.NextCursor));
        Assert.Equal((20, null), (rest.Rows.Count, rest.NextCursor));
    }

    [Fact]
    public async Task A_place_that_is_none_of_the_list_begins_it_again()
    {
        var found = await Sieve.ReadAsync("nonsense", Numbers(until: 120), _ => true);

        Assert.Equal(0, found.Rows[0]);
    }

    /// <summary>A list of numbers, whose places are numbers too.</summary>
    private static Func<string?, Task<(IReadOnlyList<int> Rows, string? Next)>> Numbers(int until) => cursor =>
    {
        var first = cursor is null ? 0 : int.TryParse(cursor, out var place) ? place : throw new ArgumentException("No place.", nameof(cursor));
        int[] rows = [.. Enumerable.Range(first, Math.Min(Sieve.Rows, until - first))];
        return Task.FromResult<(IReadOnlyList<int>, string?)>((rows, first + rows.Length < until ? (first + rows.Length).ToString(CultureInfo.InvariantCulture) : null));
    };
}
