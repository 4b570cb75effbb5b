using Redflow.Client;
using Redflow.Runs;
using Redflow.Steps;
using Xunit;

namespace Redflow.Core.Tests.Client;

public sealed class EmitOptionsTests
{
    public static TheoryData<EmitOptions, string> Invalid => new()
    {
        { new() { IdempotencyKey = "" }, "IdempotencyKey" },
        { new() { IdempotencyKey = new('k', 257) }, "IdempotencyKey" },
        { new() { IdempotencyKey = "a\nb" }, "IdempotencyKey" },
        { new() { IdempotencyKey = "half \uD83D pair" }, "IdempotencyKey" },
        { new() { Tags = null! }, "Tags" },
        { new() { Tags = [null!] }, "Tags" },
        { new() { Priority = 1_001 }, "Priority" },
        { new() { Priority = -1_001 }, "Priority" },
        { new() { Delay = TimeSpan.FromTicks(-1) }, "Delay" },
        { new() { Delay = TimeSpan.MaxValue }, "Delay" },
        { new() { RunAt = DateTimeOffset.MaxValue }, "RunAt" },
        { new() { KeyReuse = (KeyReuse)99 }, "KeyReuse" },
        { new ChildOptions { OnParentClosed = (OnParentClosed)99 }, "OnParentClosed" },
        { new() { RunAt = DateTimeOffset.UnixEpoch, Delay = TimeSpan.Zero }, "Delay" },
    };

    [Theory]
    [MemberData(nameof(Invalid))]
    public void Options_that_are_not_valid_are_refused_before_anything_is_stored(EmitOptions options, string name) =>
        Assert.Equal(name, Assert.ThrowsAny<ArgumentException>(options.Validate).ParamName);

    [Fact]
    public void Options_at_their_bounds_are_taken() => new EmitOptions
    {
        IdempotencyKey = new('k', 256),
        Priority = -1_000,
        Delay = EmitOptions.MaxDelay,
    }.Validate();
}
