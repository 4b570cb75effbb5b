using Redflow.Testing;
using Xunit;

namespace Redflow.Core.Tests.Storage;

public abstract partial class StoreConformance
{
    [SkippableFact]
    public async Task A_key_of_sessions_is_listed_as_it_was_added_behind_those_before_it()
    {
        Assert.Empty(await Store.ListSessionKeysAsync().Bounded());

        Assert.True(await Store.AddSessionKeyAsync("<key id=\"é\">1</key>", 0).Bounded());
        Assert.True(await Store.AddSessionKeyAsync("<key>2</key>", 1).Bounded());

        Assert.Equal(["<key id=\"é\">1</key>", "<key>2</key>"], await Store.ListSessionKeysAsync().Bounded());
    }

    [SkippableFact]
    public async Task A_key_of_sessions_is_not_added_by_who_does_not_know_of_the_latest()
    {
        Assert.True(await Store.AddSessionKeyAsync("<key>1</key>", 0).Bounded());

        Assert.False(await Store.AddSessionKeyAsync("<key>2</key>", 0).Bounded());
        Assert.False(await Store.AddSessionKeyAsync("<key>2</key>", 2).Bounded());

        Assert.Equal(["<key>1</key>"], await Store.ListSessionKeysAsync().Bounded());
    }

    [SkippableFact]
    public async Task Of_all_who_make_the_first_key_of_sessions_at_once_one_does()
    {
        var added = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => Store.AddSessionKeyAsync($"<key>{i}</key>", 0))).Bounded();

        Assert.Single(added, isAdded => isAdded);
        Assert.Single(await Store.ListSessionKeysAsync().Bounded());
    }
}
