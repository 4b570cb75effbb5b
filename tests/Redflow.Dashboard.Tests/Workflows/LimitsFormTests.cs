using Redflow.Dashboard.Workflows;
using Redflow.Limits;
using Redflow.Payloads;
using Redflow.Workflows;

namespace Redflow.Dashboard.Tests.Workflows;

public sealed class LimitsFormTests
{
    private static readonly WorkflowInfo Workflow =
        new() { Name = "w", Queue = "q", MaxAttempts = 1, MaxCrashes = 1, Retention = TimeSpan.FromDays(1), InputSchema = Payload.Parse("{}"u8.ToArray()) };

    public static TheoryData<WorkflowLimits> All =>
    [
        WorkflowLimits.None,
        new WorkflowLimits { MaxConcurrency = 5 },
        new WorkflowLimits { MaxConcurrency = 1_000_000, MaxConcurrencyPerKey = 2, Rate = new(100, TimeSpan.FromMinutes(1), PerKey: true) },
        new WorkflowLimits { Rate = new(1, TimeSpan.FromMilliseconds(1_500)) },
    ];

    [Theory]
    [MemberData(nameof(All))]
    public void A_form_that_nobody_has_changed_sets_what_there_is(WorkflowLimits limits)
    {
        var form = new LimitsForm(Workflow, new(LimitsForm.Write(limits)));

        Assert.Equal(limits, form.Read());
        Assert.False(form.Typed.HasMistakes);
    }

    [Theory]
    [InlineData(LimitsForm.Slots, "0")]
    [InlineData(LimitsForm.Slots, "1000001")]
    [InlineData(LimitsForm.SlotsPerKey, "-1")]
    [InlineData(LimitsForm.Starts, "10001")]
    [InlineData(LimitsForm.Period, "8d")]
    [InlineData(LimitsForm.Period, "1")]
    public void A_mistake_stands_at_its_field_with_what_was_typed(string field, string text)
    {
        var form = new LimitsForm(Workflow, new(new Dictionary<string, string> { [field] = text }));

        form.Read();

        Assert.StartsWith("has to be ", form.Typed.MistakeIn(field), StringComparison.Ordinal);
        Assert.Equal(text, form.Typed.Text(field));
    }

    [Theory]
    [InlineData(LimitsForm.Starts, "10", LimitsForm.Period)]
    [InlineData(LimitsForm.Period, "1m", LimitsForm.Starts)]
    public void A_rate_is_a_count_and_a_period(string field, string text, string missing)
    {
        var form = new LimitsForm(Workflow, new(new Dictionary<string, string> { [field] = text }));

        form.Read();

        Assert.StartsWith("is missing", form.Typed.MistakeIn(missing), StringComparison.Ordinal);
    }

    [Fact]
    public void Limits_are_told_in_a_few_words()
    {
        Assert.Equal("–", LimitWords.Of(WorkflowLimits.None));
        Assert.Equal("5 at a time, 2 per key, 100 in 1m per key", LimitWords.Of(
            new WorkflowLimits { MaxConcurrency = 5, MaxConcurrencyPerKey = 2, Rate = new RateLimit(100, TimeSpan.FromMinutes(1), PerKey: true) }));
    }
}
