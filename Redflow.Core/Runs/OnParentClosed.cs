namespace Redflow.Runs;

/// <summary>What becomes of a child when its parent fails or is canceled before it has ended. A parent that succeeds leaves its children alone.</summary>
public enum OnParentClosed
{
    /// <summary>It is canceled.</summary>
    Cancel,

    /// <summary>It goes on.</summary>
    Abandon,
}
