using Redflow.Dashboard.Design;
using Redflow.Dashboard.Workflows;
using Redflow.Payloads;
using Redflow.Workflows;

namespace Redflow.Dashboard.Tests.Workflows;

public sealed class StartOptionsTests
{
    [Fact]
    public void Options_are_what_the_form_says()
    {
        var form = Form(("at", "2026-12-24 18:30"), ("priority", "-5"), ("tags", "tenant=42\r\n a, b \r\n\r\ntenant=42"), ("key", " order-7 "));

        var options = StartOptions.Read(form);

        Assert.False(form.HasMistakes);
        Assert.Equal(new DateTimeOffset(2026, 12, 24, 18, 30, 0, TimeSpan.Zero), options.RunAt);
        Assert.Equal((null, -5, "order-7"), (options.Delay, options.Priority, options.IdempotencyKey));
        Assert.Equal(["tenant=42", "a, b"], options.Tags);
    }

    [Theory]
    [InlineData("delay", "soon")]
    [InlineData("delay", "4000d")]
    [InlineData("at", "tomorrow")]
    [InlineData("at", "9999-01-01 00:00")]
    [InlineData("priority", "1001")]
    [InlineData("priority", "high")]
    public void A_mistake_stands_at_its_field(string field, string text)
    {
        var form = Form((field, text));

        StartOptions.Read(form);

        Assert.StartsWith("has to be ", form.MistakeIn(field), StringComparison.Ordinal);
    }

    [Fact]
    public void A_delay_and_a_time_do_not_go_together()
    {
        var form = Form(("delay", "10m"), ("at", "2026-12-24T18:30:00Z"));

        StartOptions.Read(form);

        Assert.NotNull(form.MistakeIn("at"));
    }

    [Fact]
    public void Too_many_tags_and_too_long_a_key_are_mistakes()
    {
        var form = Form(("tags", string.Join('\n', Enumerable.Range(0, 17))), ("key", new string('k', 257)));

        StartOptions.Read(form);

        Assert.NotNull(form.MistakeIn("tags"));
        Assert.NotNull(form.MistakeIn("key"));
    }

    [Fact]
    public void A_form_is_one_run_until_it_says_something_else()
    {
        var once = Guid.NewGuid().ToString();
        var key = Start(("once", once), ("priority", "1")).OnceKey(Payload.From(1));

        Assert.Equal(key, Start(("once", once), ("priority", "1")).OnceKey(Payload.From(1)));
        Assert.NotEqual(key, Start(("once", once), ("priority", "1")).OnceKey(Payload.From(2)));
        Assert.NotEqual(key, Start(("once", once), ("priority", "2")).OnceKey(Payload.From(1)));
        Assert.NotEqual(key, Start(("once", Guid.NewGuid().ToString()), ("priority", "1")).OnceKey(Payload.From(1)));
        Assert.NotEqual(Start(("once", "")).OnceKey(Payload.From(1)), Start(("once", "")).OnceKey(Payload.From(1)));
    }

    private static StartForm Start(params (string Name, string Text)[] fields) => StartForm.Of(
        new WorkflowInfo { Name = "w", Queue = "q", MaxAttempts = 1, MaxCrashes = 1, Retention = TimeSpan.FromDays(1), InputSchema = Payload.Parse("{}"u8.ToArray()) }, null, Form(fields));

    private static TypedForm Form(params (string Name, string Text)[] fields) => new(fields.ToDictionary(field => field.Name, field => field.Text));
}
