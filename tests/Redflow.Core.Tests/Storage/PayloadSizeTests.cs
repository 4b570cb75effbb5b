using Redflow.Runs;
using Redflow.Steps;
using Redflow.Storage;
using Xunit;

namespace Redflow.Core.Tests.Storage;

/// <summary>By these a call is kept short: what they leave out, it may carry without bound.</summary>
public sealed class PayloadSizeTests
{
    private static readonly NewRun Child = new() { Id = RunId.New(0), Workflow = "child", Input = new byte[1000] };

    [Fact]
    public void A_pass_counts_its_output_and_the_inputs_of_its_children()
    {
        var suspended = new PassOutcome.Suspended([new StepWait.ForChild("a", 1, Child), new StepWait.Sleep("b", 2, TimeSpan.Zero), new StepWait.ForChild("c", 3, Child)]);

        Assert.Equal(7, new PassOutcome.Succeeded(new byte[7]).PayloadSize);
        Assert.Equal(2000, suspended.PayloadSize);
        Assert.Equal(0, new PassOutcome.Canceled().PayloadSize);
    }

    [Fact]
    public void A_commit_counts_its_result_and_what_it_owes()
    {
        var commit = new StepCommit(Child.Id, 1, "step", StepStatus.Succeeded, 1, 1, TimeSpan.Zero, new byte[7])
        {
            Effects = [new StepEffect.EmitRun(Child), new StepEffect.EmitEvent(new(new(Child.Id), "paid", null, new byte[100]))],
        };

        Assert.Equal(1107, commit.PayloadSize);
    }
}
