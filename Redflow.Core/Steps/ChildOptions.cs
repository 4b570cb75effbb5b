using Redflow.Client;
using Redflow.Runs;

namespace Redflow.Steps;

/// <summary>How a step emits a run.</summary>
public sealed record ChildOptions : EmitOptions
{
    /// <summary>What becomes of the child when this run fails or is canceled before it has ended.</summary>
    /// <value><see cref="OnParentClosed.Cancel"/>.</value>
    public OnParentClosed OnParentClosed { get; init; }

    /// <summary>
    /// How long to wait for the child's end, up to 10 years, by Redis's clock; then <see cref="WaitTimeoutException"/> is thrown, and the child
    /// goes on. Only where the step waits.
    /// </summary>
    /// <value>Null: as long as it takes.</value>
    public TimeSpan? WaitTimeout { get; init; }

    internal override void Validate()
    {
        base.Validate();
        if (!Enum.IsDefined(OnParentClosed))
        {
            throw new ArgumentOutOfRangeException(nameof(OnParentClosed), OnParentClosed, "There is no such fate of children.");
        }
    }
}
