using Microsoft.Extensions.Options;
using Redflow.Dashboard.Redaction;
using Redflow.Dashboard.Runs;
using Redflow.Payloads;
using Redflow.Runs;
using Redflow.Steps;

namespace Redflow.Dashboard.Tests.Redaction;

public sealed class VeilTests
{
    private static readonly DashboardViewer Reader = new("ada", CanChange: false, SeesAll: false);
    private static readonly DateTimeOffset Noon = new(2026, 1, 31, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Who_sees_all_sees_what_is_stored()
    {
        var stored = Stored();

        Assert.Same(stored, VeilOf("$.input").Cover(stored, new("ada")));
    }

    [Fact]
    public void Others_see_all_but_what_paths_lead_to_and_what_handlers_write()
    {
        var covered = VeilOf("$.input.card", "$.steps[*].output.pin").Cover(Stored(), Reader);

        Assert.Equal("""{"card":"[redacted]","number":7}""", covered.Run.Input.ToString());
        Assert.Equal("""{"pin":"[redacted]","ok":true}""", covered.Steps[0].Output.ToString());
        Assert.Equal(("System.FormatException", "[redacted]"), (covered.Run.Error!.Type, covered.Run.Error.Message));
        Assert.Equal((0.5, "[redacted]"), (covered.Progress!.Fraction, covered.Progress.Message));
        Assert.Equal((Stored().Run.Id, RunStatus.Failed, Noon), (covered.Run.Id, covered.Run.Status, covered.Run.CreatedAt));
        Assert.Equal(["tenant=1"], covered.Run.Tags);
    }

    [Fact]
    public void What_is_hidden_as_a_whole_leaves_the_rest()
    {
        var covered = VeilOf("$.error", "$.tags", "$.failedAttempts", "$.progress", "$.idempotencyKey", "$.input").Cover(Stored(), Reader);

        Assert.Equal(("checkout", RunStatus.Failed), (covered.Run.Workflow, covered.Run.Status));
        Assert.Equal(("[redacted]", "[redacted]"), (covered.Run.Error!.Type, covered.Run.IdempotencyKey));
        Assert.Equal(["[redacted]"], covered.Run.Tags);
        Assert.Empty(covered.Run.FailedAttempts);
        Assert.Null(covered.Progress);
        Assert.Equal("\"[redacted]\"", covered.Run.Input.ToString());
    }

    [Theory]
    [InlineData("$.createdAt")]
    [InlineData("$.run")]
    public void Where_too_much_is_hidden_nothing_is_shown(string path) =>
        Assert.Throws<HiddenException>(() => VeilOf(path).Cover(Stored(), Reader));

    private static Veil VeilOf(params string[] paths)
    {
        var options = new RedflowDashboardOptions();
        foreach (var path in paths)
        {
            options.Redact.Add(path);
        }

        return new(new(Options.Create(options)));
    }

    private static StoredRun Stored() => new(
        new Run
        {
            Id = RunId.Parse("1m804t32pb46n33jtwyfk00", null),
            Workflow = "checkout",
            Queue = "default",
            Status = RunStatus.Failed,
            Attempt = 2,
            Crashes = 0,
            Priority = 0,
            CreatedAt = Noon,
            IdempotencyKey = "order-7",
            Tags = ["tenant=1"],
            Input = Payload.Parse("""{"card":"4111","number":7}"""u8.ToArray()),
            Error = new("System.FormatException", "of card 4111", "at"),
            FailedAttempts = [new(1, new("System.FormatException", "of card 4111"), Noon)],
        },
        new(0.5, "of card 4111"),
        [new StepRecord { Name = "charge", Status = StepStatus.Succeeded, Attempt = 1, StartedAt = Noon, FinishedAt = Noon, Output = Payload.Parse("""{"pin":1,"ok":true}"""u8.ToArray()) }]);
}
