using Redflow.Core.Tests.Docs;
using Redflow.Results;
using Redflow.Runs;
using Xunit;

namespace Redflow.Core.Tests.Results;

public sealed class CustomResultTests : ResultConformance
{
    public static TheoryData<string, Func<IRunResultBackend, Task>> Optional => new()
    {
        { "DeleteAsync", results => results.DeleteAsync("a") },
        { "ClearAsync", results => results.ClearAsync() },
        { "ListByStatusAsync", results => results.ListByStatusAsync(RunStatus.Succeeded) },
    };

    [Theory]
    [MemberData(nameof(Optional))]
    public async Task An_operation_that_a_backend_leaves_out_is_not_supported(string name, Func<IRunResultBackend, Task> operation)
    {
        var failed = operation(Results);

        var refused = await Assert.ThrowsAsync<NotSupportedException>(() => failed);
        Assert.Contains(nameof(OwnResults), refused.Message, StringComparison.Ordinal);
        Assert.Contains(name, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_backend_with_nothing_to_close_needs_not_say_so()
    {
        await Results.DisposeAsync();

        Assert.Null(await Results.GetAsync("a"));
    }

    protected override IRunResultBackend Create(TimeSpan? ttl) => new OwnResults();
}
